import Testing

/// What keeps a run replayable, and the house in order.
@Suite struct StyleTests {
    /// The core takes time, randomness and the network through `init`; with these words it would not.
    static let forbiddenInTheCore = ["Date", "UUID", "SystemRandomNumberGenerator", "Task", "actor", "async", "await"]

    @Test(arguments: forbiddenInTheCore)
    func `the core asks no clock, no dice and no scheduler`(word: String) throws {
        let house = try House()
        let core =
            house.files(under: "Shared/SyncModel") + house.files(under: "Client/SyncClient/Sync")
            + house.files(under: "Server/SyncServer/Sync") + house.files.filter { $0.name == "SyncService.swift" }
        #expect(core.count > 20)
        #expect(core.filter { $0.mentions(word) }.map(\.path).isEmpty)
    }

    @Test func `no file is too long to read in one sitting`() throws {
        let long = try House().files.filter { $0.lines.count > 400 }.map { "\($0.path): \($0.lines.count) lines" }
        #expect(long.isEmpty)
    }

    @Test func `nothing is left to be done later`() throws {
        let marks = ["TODO", "FIXME", "XXX", "HACK"]
        let files = try House(["Shared", "Client", "Server", "Sources", "Tests"]).files
            .filter { !$0.path.hasPrefix("Tests/House/") }
        #expect(
            files.filter { file in file.lines.contains { line in marks.contains { line.contains($0) } } }.map(\.path)
                .isEmpty)
    }

    @Test func `no name says nothing`() throws {
        let empty = ["Manager", "Helper", "Utils", "Utilities", "Impl"]
        let types = try House().files.flatMap(\.types)
        #expect(types.filter { type in empty.contains { type.hasSuffix($0) } }.isEmpty)
    }
}
