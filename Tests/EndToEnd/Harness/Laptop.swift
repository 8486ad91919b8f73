import Foundation
import Testing

/// A person's device: a folder that holds one replica and all that belongs to it, and the program that works on it.
struct Laptop {
    let folder: Folder
    /// Where the replica lies.
    var notes: String { "\(folder.path)/notes" }
    /// How far its clock is off.
    var clock = Clock.right
    var environment: [String: String] = [:]
    /// The words by which the program is started, where it is not by its own name.
    var entry: [String] = []

    init() throws {
        folder = try Folder()
    }

    /// A replica that works alone.
    init(alone author: String) throws {
        try self.init()
        try run("init", "--as", author)
    }

    /// The same device, with its clock set wrong.
    func with(_ clock: Clock) -> Laptop {
        var laptop = self
        laptop.clock = clock
        return laptop
    }

    /// The same device, with its disk replaced by one that fails.
    func on(_ disk: FaultyDisk) -> Laptop {
        var laptop = self
        laptop.environment.merge(disk.environment) { $1 }
        return laptop
    }

    /// The same device, whose program is started by these words.
    func startedBy(_ entry: [String]) -> Laptop {
        var laptop = self
        laptop.entry = entry
        return laptop
    }

    /// The same device, with what its person types into the next editor.
    func typing(_ script: String) throws -> Laptop {
        var laptop = self
        // Read by a shell, not started itself: a program started elsewhere meanwhile may still hold the file open for writing.
        let editor = try folder.file("editor-\(UUID().uuidString)", "\(script)\n".utf8)
        laptop.environment["FIELDNOTES_EDITOR"] = "sh \(editor)"
        return laptop
    }

    /// Starts `fieldnotes` on this device.
    func start(_ words: [[UInt8]], input: [UInt8] = []) throws -> Child {
        var (path, words) = clock.setting(Programs.client, [Array("-C".utf8), Array(notes.utf8)] + words)
        if let first = entry.first {
            (path, words) = (first, (entry.dropFirst() + [path]).map { Array($0.utf8) } + words)
        }
        let surroundings = Programs.surroundings(home: folder.path).merging(environment) { $1 }
        return try Child(path, words, environment: surroundings, input: input)
    }

    func start(_ words: String...) throws -> Child { try start(words.map { Array($0.utf8) }) }

    /// Runs `fieldnotes` on this device, and expects it to end with `code`.
    @discardableResult func run(
        _ words: String..., expecting code: Int32 = 0, input: String = "", within seconds: Double = 60,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws -> Run {
        let run = try start(words.map { Array($0.utf8) }, input: Array(input.utf8)).finish(within: seconds)
        #expect(run.code == code, "\(run)", sourceLocation: sourceLocation)
        return run
    }

    /// What `fieldnotes … --json` gives as its data.
    func ask(
        _ words: String..., expecting code: Int32 = 0, sourceLocation: SourceLocation = #_sourceLocation
    ) throws -> JSONValue {
        let run = try start((words + ["--json"]).map { Array($0.utf8) }).finish()
        #expect(run.code == code, "\(run)", sourceLocation: sourceLocation)
        return try run.envelope().data
    }
}
