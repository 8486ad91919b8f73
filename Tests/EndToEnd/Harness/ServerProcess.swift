import Foundation
import Testing

/// A running server and its data, which stays when the server goes.
final class ServerProcess {
    private let folder: Folder
    let data: String
    private(set) var address = ""
    private var child: Child?
    /// What it is started with beside the usual, and the words by which it is, where it is not by its own name.
    private let environment: [String: String]
    private let entry: [String]

    /// Starts a server on a new data directory, on any free port; later starts keep the port.
    init(at place: String? = nil, environment: [String: String] = [:], startedBy entry: [String] = []) throws {
        self.environment = environment
        self.entry = entry
        folder = try Folder()
        data = place ?? "\(folder.path)/data"
        try start()
    }

    deinit { child?.signal(SIGKILL) }

    func start() throws {
        let listen = address.isEmpty ? "127.0.0.1:0" : String(address.dropFirst("http://".count))
        let child = try command("serve", "--listen", listen)
        let isUp = Child.await(seconds: 30) { child.said.contains(UInt8(ascii: "\n")) || !child.isRunning }
        let line = String(decoding: child.said, as: UTF8.self)
        try #require(isUp && line.hasPrefix("listening on http://"), "\(line)\(log(of: child))")
        address = line.dropFirst("listening on ".count).trimmingCharacters(in: .whitespacesAndNewlines)
        self.child = child
    }

    /// Ends it as an administrator does.
    @discardableResult func stop() throws -> Run? {
        child?.signal(SIGTERM)
        return try child?.finish(within: 20)
    }

    /// Ends it as a power cut does.
    func kill() throws {
        child?.signal(SIGKILL)
        _ = try child?.finish(within: 20)
    }

    var pid: pid_t? { child?.pid }

    /// What it has logged since its last start.
    var log: String { child.map(log(of:)) ?? "" }

    /// Runs an administrator's command on the data, and expects it to end with `code`, if one is given.
    @discardableResult func admin(
        _ words: String..., expecting code: Int32 = 0, sourceLocation: SourceLocation = #_sourceLocation
    ) throws -> Run {
        try admin(words, expecting: code, sourceLocation: sourceLocation)
    }

    @discardableResult func admin(
        _ words: [String], expecting code: Int32? = 0, sourceLocation: SourceLocation = #_sourceLocation
    ) throws -> Run {
        let run = try command(words).finish()
        if let code { #expect(run.code == code, "\(run)", sourceLocation: sourceLocation) }
        return run
    }

    private func command(_ words: String...) throws -> Child { try command(words) }

    private func command(_ words: [String]) throws -> Child {
        let whole = entry + [Programs.server] + words + ["--data", data]
        let surroundings = Programs.surroundings(home: folder.path).merging(environment) { $1 }
        return try Child(whole[0], whole.dropFirst().map { Array($0.utf8) }, environment: surroundings)
    }

    private func log(of child: Child) -> String { String(decoding: child.complained, as: UTF8.self) }
}
