import Foundation
import Testing

/// With `-n` every verb that writes says what it would do, and leaves the disk and the network as they are.
@Suite struct RehearsalTests {
    /// Every file of a replica by name, but for the memory that its processes share.
    private func bytes(of laptop: Laptop) throws -> [String: Data] {
        let names = try FileManager.default.subpathsOfDirectory(atPath: laptop.notes)
        return names.filter { !$0.hasSuffix("-shm") }.reduce(into: [:]) { files, name in
            files[name] = FileManager.default.contents(atPath: "\(laptop.notes)/\(name)")
        }
    }

    @Test func `a verb that writes tells what it would do, and not a byte changes`() throws {
        let laptop = try Laptop(alone: "Sam Okafor")
        let (note, withdrawn) = (try laptop.add("A note."), try laptop.add("Another."))
        try laptop.run("withdraw", withdrawn)
        let file = try laptop.folder.file("in.ndjson", #"{"item":"iro","body":"Taken in."}"#.utf8)
        let before = try bytes(of: laptop)
        for words in [
            ["add", "iro", "-m", "x", "-n"], ["-n", "add", "iro", "-m", "x"], ["edit", note, "-m", "x", "--dry-run"],
            ["set", note, "kind=critique", "-n"], ["tag", note, "+voice", "-n"], ["tag", "-n", note, "+voice"],
            ["reply", note, "-m", "x", "-n"], ["withdraw", note, "-n"], ["restore", withdrawn, "-n"],
            ["import", file, "-n"], ["export", "-o", "\(laptop.folder.path)/out.ndjson", "-n"], ["export", "-n"],
            ["connect", "http://127.0.0.1:1/join#FN1-3xk9m2q7w4r8t1v6c5z0y3b7k4", "-n"],
        ] {
            let run = try laptop.start(words.map { Array($0.utf8) }).finish()
            #expect(run.code == 0 && run.said.hasPrefix("Would "), "\(run)")
            #expect(run.said.hasSuffix("A dry run: nothing was written.\n"), "\(run)")
            let told = try laptop.start((words + ["--json"]).map { Array($0.utf8) }).finish()
            #expect(try told.envelope().dryRun.flag == true, "\(told)")
        }
        #expect(try bytes(of: laptop) == before)
        #expect(!FileManager.default.fileExists(atPath: "\(laptop.folder.path)/out.ndjson"))
        #expect(try laptop.ask("log", note).list.count == 1)
    }

    @Test func `what would come of it is told as a script reads it`() throws {
        let laptop = try Laptop(alone: "Sam Okafor")
        let note = try laptop.add("A note.")
        let edited = try laptop.ask("edit", note, "-m", "Edited.", "-n")
        #expect(edited.body.text == "Edited.")
        #expect(try laptop.body(note) == "A note.")
    }

    @Test func `a replica that would be made is not`() throws {
        let laptop = try Laptop()
        let run = try laptop.run("init", "--as", "Sam Okafor", "-n")
        #expect(run.said.hasPrefix("Would start field notes of Sam Okafor"))
        try laptop.run("init", "--invite", "http://127.0.0.1:1/join#FN1-3xk9m2q7w4r8t1v6c5z0y3b7k4", "-n")
        #expect(!FileManager.default.fileExists(atPath: laptop.notes))
        try laptop.run("init", "--as", "Sam Okafor")
        try laptop.run("init", "--as", "Sam Okafor", "-n", expecting: 2)
    }

    @Test func `no editor opens, for its draft would lie there`() throws {
        let laptop = try Laptop(alone: "Sam Okafor").typing("echo x >> \"$1\"")
        let note = try laptop.add("A note.")
        for words in [["add", "iro", "-n"], ["edit", note, "-n"], ["reply", note, "-n"]] {
            let run = try laptop.start(words.map { Array($0.utf8) }).finish()
            #expect(run.code == 2 && run.complained.contains("A dry run opens no editor."), "\(run)")
        }
        #expect(try laptop.ask("drafts").list.isEmpty)
    }

    @Test func `a sync tells what waits, and asks nobody`() throws {
        let team = try Team()
        let sam = try team.laptop(of: "Sam Okafor")
        _ = try sam.add("Waiting.")
        try team.server.stop()
        let run = try sam.run("sync", "-n")
        #expect(run.said.hasPrefix("Would send 1 change to 127.0.0.1 and receive what changed there."))
        #expect(try sam.run("sync", "-n", "--pull").said.hasPrefix("Would receive"))
        try team.server.start()
        #expect(try sam.run("sync").said.hasPrefix("Sent 1."))
    }

    @Test func `a settlement is told, and the conflict stays open`() throws {
        let (_, sam, _, note) = try Team.disputed()
        let run = try sam.run("resolve", note, "--keep", "Priya Nair", "-n", expecting: 3)
        #expect(run.said.hasPrefix("Would keep what Priya Nair wrote in "))
        try sam.run("resolve", note, "--edit", "-n", expecting: 2)
        try sam.run("conflicts", expecting: 3)
    }
}
