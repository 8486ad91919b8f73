import ArgumentParser
import Foundation

/// Asks a real server as much as a region would: how many changes it takes in, what waiting devices cost it, and how long it is
/// until a thousand that come back at once are in step. One line of JSON tells.
@main struct Load: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "load", abstract: "Measures a server with many devices, over HTTP on this machine.")

    enum Store: String, ExpressibleByArgument {
        case sqlite, postgres
    }

    @Option(help: "Where the server keeps its data.") var store = Store.sqlite
    @Option(help: "How many devices push.") var clients = 32
    @Option(help: "For how many seconds they do.") var duration = 30
    @Option(help: "How many changes each push brings.") var batch = 10
    @Option(help: "How many event streams wait.") var streams = 500
    @Option(help: "How many devices come back at once.") var returning = 1_000

    func run() throws {
        let ground = try Ground(on: store, devices: max(clients, returning, streams / Streams.perDevice + 1))
        defer { ground.server.end() }
        var figures = Figures(store: store.rawValue)
        try Pushing(on: ground, clients: clients, batch: batch).measure(seconds: Double(duration), into: &figures)
        try Streams(on: ground, count: streams).measure(into: &figures)
        try Returning(on: ground, count: returning).measure(into: &figures)
        print(try figures.line)
        if figures.errors > 0 { throw ExitCode.failure }
    }
}

/// What is told: seconds, milliseconds and megabytes where a name ends so.
struct Figures: Encodable {
    let store: String
    var clients = 0
    var changes = 0
    var changesPerS = 0.0
    var p50Ms = 0.0
    var p99Ms = 0.0
    var serverMb = 0.0
    var streams = 0
    /// What the waiting devices cost, and what the server holds with them.
    var streamsMb = 0.0
    var serverWithStreamsMb = 0.0
    var returning = 0
    var returnedP50S = 0.0
    var returnedLastS = 0.0
    var retries = 0
    /// Answers that were not as they should be.
    var errors = 0

    var line: String {
        get throws {
            let encoder = JSONEncoder()
            encoder.keyEncodingStrategy = .convertToSnakeCase
            encoder.outputFormatting = .sortedKeys
            return String(decoding: try encoder.encode(self), as: UTF8.self)
        }
    }
}
