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
        var figures = Figures()
        figures["store"] = store.rawValue
        try Pushing(on: ground, clients: clients, batch: batch).measure(seconds: Double(duration), into: &figures)
        try Streams(on: ground, count: streams).measure(into: &figures)
        try Returning(on: ground, count: returning).measure(into: &figures)
        print(figures.line)
        if figures.errors > 0 { throw ExitCode.failure }
    }
}

/// What is told, in the order in which it was measured.
struct Figures {
    private var members: [String] = []
    /// Answers that were not as they should be.
    var errors = 0

    subscript(name: String) -> String {
        get { "" }
        set { members.append("\"\(name)\": \"\(newValue)\"") }
    }

    subscript(name: String) -> Int {
        get { 0 }
        set { members.append("\"\(name)\": \(newValue)") }
    }

    subscript(name: String) -> Double {
        get { 0 }
        set { members.append("\"\(name)\": \(String(format: "%.4g", newValue))") }
    }

    var line: String { "{" + (members + ["\"errors\": \(errors)"]).joined(separator: ", ") + "}" }
}
