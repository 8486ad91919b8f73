import Foundation

/// The sockets that a run of `fieldnotes` opened, as strace saw them.
struct SocketTrace {
    static var isPossible: Bool { FileManager.default.isExecutableFile(atPath: "/usr/bin/strace") }

    let run: Run
    let sockets: [String]

    init(of words: [String], on laptop: Laptop) throws {
        let record = try laptop.folder.file("trace", [])
        let words = ["-f", "-qq", "-e", "trace=network", "-o", record, Programs.client, "-C", laptop.notes] + words
        let surroundings = Programs.surroundings(home: laptop.folder.path)
        run = try Child("/usr/bin/strace", words.map { Array($0.utf8) }, environment: surroundings).finish()
        sockets = try String(contentsOfFile: record, encoding: .utf8).split(separator: "\n").map(String.init)
            .filter { $0.contains("socket(") }
    }

    /// Whether one of them could reach beyond this machine's files.
    var leadsOut: Bool { sockets.contains { $0.contains("AF_INET") } }
}
