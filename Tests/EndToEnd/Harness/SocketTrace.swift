import Foundation

/// What a run of `fieldnotes` asked of the system, as strace saw it: as a rule, its sockets.
struct SocketTrace {
    static var isPossible: Bool { FileManager.default.isExecutableFile(atPath: "/usr/bin/strace") }

    let run: Run
    let calls: [String]

    init(of words: [String], on laptop: Laptop, watching calls: String = "trace=network") throws {
        let record = try laptop.folder.file("trace", [])
        let words = ["-f", "-qq", "-e", calls, "-o", record, Programs.client, "-C", laptop.notes] + words
        let surroundings = Programs.surroundings(home: laptop.folder.path)
        run = try Child("/usr/bin/strace", words.map { Array($0.utf8) }, environment: surroundings).finish()
        self.calls = try String(contentsOfFile: record, encoding: .utf8).split(separator: "\n").map(String.init)
    }

    var sockets: [String] { calls.filter { $0.contains("socket(") } }

    /// Whether one of them could reach beyond this machine's files.
    var leadsOut: Bool { sockets.contains { $0.contains("AF_INET") } }
}
