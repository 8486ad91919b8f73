import Foundation
import Testing

/// A running server and its data, which stays when the server goes.
final class ServerProcess {
    private let folder: Folder
    let data: String
    /// How its commands name where its data lies.
    private let place: [String]
    private(set) var address = ""
    private var child: Child?
    /// What it is started with beside the usual, and the words by which it is, where it is not by its own name.
    private let environment: [String: String]
    private let entry: [String]
    private let serving: [String]
    private(set) var listen: String

    /// Starts a server on a new data directory, on a port of its own; later starts keep the port.
    /// - Parameter serving: what `serve` is told beside the usual.
    init(
        at place: String? = nil, environment: [String: String] = [:], startedBy entry: [String] = [],
        serving: [String] = [], listening listen: String? = nil
    ) throws {
        self.environment = environment
        self.serving = serving
        self.listen = try listen ?? "127.0.0.1:\(Port.own())"
        self.entry = entry
        folder = try Folder()
        data = place ?? "\(folder.path)/data"
        self.place = ["--data", data]
        try start()
    }

    /// Starts a server on a database, which others may run on too.
    init(
        on database: String, startedBy entry: [String] = [], serving: [String] = [],
        listening listen: String? = nil
    ) throws {
        (environment, data) = ([:], "")
        self.serving = serving
        self.entry = entry
        self.listen = try listen ?? "127.0.0.1:\(Port.own())"
        folder = try Folder()
        place = ["--store", database]
        try start()
    }

    deinit { child?.signal(SIGKILL) }

    func start() throws {
        let child = try command(["serve", "--listen", listen] + serving)
        let isUp = Child.await(seconds: 30) { child.said.contains(UInt8(ascii: "\n")) || !child.isRunning }
        let line = String(decoding: child.said.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
        try #require(isUp && line.hasPrefix("listening on http"), "\(line)\(log(of: child))")
        address = line.dropFirst("listening on ".count).trimmingCharacters(in: .whitespacesAndNewlines)
        listen = String(address.trimmingPrefix(/https?:\/\//))
        self.child = child
    }

    /// Ends it as an administrator does.
    @discardableResult func stop() throws -> Run? { try end(by: SIGTERM) }

    /// What came of it once `signal` has ended it.
    func end(by signal: Int32) throws -> Run? {
        child?.signal(signal)
        return try child?.finish(within: 20)
    }

    /// Ends it as a power cut does.
    func kill() throws { _ = try end(by: SIGKILL) }

    func signal(_ signal: Int32) { child?.signal(signal) }

    var pid: pid_t? { child?.pid }
    var port: UInt16 { UInt16(address.split(separator: ":").last ?? "") ?? 0 }

    /// Where it tells how it does, if it was told to.
    var watchPort: UInt16? {
        let said = String(decoding: child?.said ?? [], as: UTF8.self)
        return said.firstMatch(of: /watched at http:\/\/127\.0\.0\.1:([0-9]+)\n/).flatMap { UInt16($0.1) }
    }

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

    private func command(_ words: [String]) throws -> Child {
        let whole = entry + [Programs.server] + words + place
        // The stories ask more in a minute than people do in an hour.
        let rates = ["FIELDNOTES_SERVER_DEVICE_RATE": "100000", "FIELDNOTES_SERVER_ADDRESS_RATE": "100000"]
        let surroundings = Programs.surroundings(home: folder.path).merging(rates) { $1 }.merging(environment) { $1 }
        return try Child(whole[0], whole.dropFirst().map { Array($0.utf8) }, environment: surroundings)
    }

    private func log(of child: Child) -> String { String(decoding: child.complained, as: UTF8.self) }
}
