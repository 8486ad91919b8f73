import Testing

/// The arrows that the compiler does not see: inside a module, files import nothing from each other.
@Suite struct ArrowTests {
    /// Where each library may be known, and nowhere else.
    static let homes: [(module: String, mayStand: @Sendable (House.File) -> Bool)] = [
        ("GRDB", { $0.path.contains("/Store/") }),
        ("CSQLite", { $0.path.contains("/Store/") }),
        ("CPostgres", { $0.path.contains("/Store/PostgreSQL/") }),
        ("CCurl", { $0.name == "Curl.swift" }),
        ("CZstd", { $0.name == "Zstandard.swift" }),
        ("CZlib", { $0.name == "Gzip.swift" }),
        ("Hummingbird", { $0.path.hasPrefix("Server/SyncServer/HTTP/") }),
        ("HummingbirdCore", { $0.path.hasPrefix("Server/SyncServer/HTTP/") }),
        ("HTTPTypes", { $0.path.hasPrefix("Server/SyncServer/HTTP/") }),
        ("NIOSSL", { $0.path.hasPrefix("Server/SyncServer/HTTP/") }),
        ("ArgumentParser", { $0.path.hasPrefix("Sources/") }),
        ("FoundationNetworking", { _ in false }),
    ]

    @Test(arguments: homes.map(\.module))
    func `a library is known in its home only`(module: String) throws {
        let home = try #require(Self.homes.first { $0.module == module })
        let strays = try House().files.filter { $0.imports.contains(module) && !home.mayStand($0) }.map(\.path)
        #expect(strays.isEmpty)
    }

    /// Folders from the ground up: a file may use its own floor and those below.
    static let floors: [[String]] = [
        ["Client/SyncClient/Store", "Client/SyncClient/Sync"],
        ["Server/SyncServer/Store", "Server/SyncServer/Sync", "Server/SyncServer/HTTP"],
        ["Shared/SyncModel/Names", "Shared/SyncModel/Merge"],
    ]

    @Test(arguments: floors)
    func `no folder uses a type of a floor above it`(floors: [String]) throws {
        let house = try House()
        for (place, floor) in floors.enumerated() {
            for above in floors[(place + 1)...] {
                let types = house.files(under: above).flatMap(\.types)
                #expect(!house.files(under: floor).isEmpty && !types.isEmpty)
                for file in house.files(under: floor) {
                    let used = types.filter { file.mentions($0) }
                    #expect(used.isEmpty, "\(file.path) uses \(used) of \(above)")
                }
            }
        }
    }

    @Test func `client and server never know each other`() throws {
        let house = try House(["Client", "Server"])
        #expect(house.files(under: "Client").allSatisfy { !$0.imports.contains("SyncServer") })
        #expect(
            house.files(under: "Server").allSatisfy { file in
                file.imports.allSatisfy { !["SyncClient", "Notebook", "ReformNotes"].contains($0) }
            })
    }
}
