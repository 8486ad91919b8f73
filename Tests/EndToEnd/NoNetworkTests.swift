import Testing

/// With no network everything but sync, connect and init --invite works, and opens no way out.
@Suite(.enabled(if: SocketTrace.isPossible, "strace is not installed")) struct NoNetworkTests {
    @Test func `no command opens a socket to a network`() throws {
        let team = try Team()
        let (sam, priya) = (try team.laptop(of: "Sam Okafor"), try team.laptop(of: "Priya Nair"))
        let notes = try (0..<3).map { try sam.add("Note \($0) on reviewing.") }
        try team.meet(sam, priya)
        try sam.run("edit", notes[0], "-m", "Sam's words.")
        try priya.run("edit", notes[0], "-m", "Priya's words.")
        try team.meet(priya, sam)
        try team.server.stop()

        let file = try sam.folder.file("one.ndjson", #"{"item":"iro","body":"Imported."}"#.utf8)
        let commands: [(words: [String], code: Int32)] = [
            ([], 0), (["items"], 0), (["show", "iro"], 0), (["show", notes[1]], 0), (["drafts"], 0),
            (["add", "iro", "-m", "New."], 0), (["edit", notes[1], "-m", "Edited."], 0),
            (["set", notes[1], "stance=mixed"], 0), (["tag", notes[1], "+voice"], 0),
            (["reply", notes[1], "-m", "Answered."], 0), (["withdraw", notes[2]], 0), (["restore", notes[2]], 0),
            (["search", "reviewing"], 0), (["log", notes[0]], 0), (["log", "iro"], 0), (["diff", notes[1]], 0),
            (["status"], 0), (["status", "--porcelain"], 0), (["conflicts"], 3), (["whoami"], 0), (["doctor"], 0),
            (["resolve", notes[0], "--keep", "yours"], 0), (["export", "--format", "ndjson"], 0),
            (["import", file], 0), (["--help"], 0), (["--version"], 0), (["no-such-command"], 2),
        ]
        for (words, code) in commands { try expectNoSocket(words, on: sam, expecting: code) }
        try expectNoSocket(["init", "--as", "Dana Reid"], on: Laptop(), expecting: 0)
    }

    @Test func `the watch over sockets does see one`() throws {
        let team = try Team()
        let sam = try team.laptop(of: "Sam Okafor")
        #expect(try SocketTrace(of: ["sync"], on: sam).leadsOut)
    }

    private func expectNoSocket(_ words: [String], on laptop: Laptop, expecting code: Int32) throws {
        let trace = try SocketTrace(of: words, on: laptop)
        #expect(trace.run.code == code, "\(trace.run)")
        #expect(!trace.leadsOut, "\(words): \(trace.sockets)")
    }
}
