import Foundation
import TestPostgres
import Testing

/// Two servers on one PostgreSQL database, which keep nothing of their own.
@Suite struct SharedDatabaseTests {
    @Test func `what one server takes in, the other tells at once, and whom it shuts out the other does not let in`()
        throws
    {
        let database = try PostgresCluster.shared.get().database()
        let team = try Team(server: ServerProcess(on: database.url))
        let other = try ServerProcess(on: database.url)
        let (sam, priya) = (
            try team.laptop(of: "Sam Okafor"), try team.laptop(of: "Priya Nair", at: other.address)
        )
        let watch = try priya.start("sync", "--watch")
        let note = try sam.add("From Sam.")
        try sam.run("sync")
        #expect(try Child.await(seconds: 20) { try priya.start("show", note).finish().code == 0 }, "nothing came")
        try team.server.admin("revoke", team.name, "--member", "Priya Nair")
        #expect(Child.await(seconds: 20) { !watch.isRunning }, "the watch goes on")
        try priya.run("sync", expecting: 4)
        #expect(try priya.body(note) == "From Sam.", "what was told stays")
    }

    @Test func `a server that is killed, and a database that dies, cost nobody a word`() throws {
        let cluster = try PostgresCluster()
        let database = try cluster.database()
        let servers = try [ServerProcess(on: database.url), ServerProcess(on: database.url)]
        let team = try Team(server: servers[0])
        let laptops = try (0..<4).map { try team.laptop(of: "Member \($0)", at: servers[$0 % 2].address) }
        var written: Set<String> = []
        for round in 0..<12 {
            for laptop in laptops { written.insert(try laptop.add("Round \(round).")) }
            let syncs = try laptops.map { try $0.start("sync") }
            switch round {
            case 2, 6:
                usleep(30_000)
                try servers[round / 2 % 2].kill()
                try servers[round / 2 % 2].start()
            case 4, 8: try cluster.crash()
            default: break
            }
            for sync in syncs { _ = try sync.finish() }
        }
        for laptop in laptops + laptops { try laptop.run("sync") }
        #expect(try laptops.allSatisfy { try Set($0.exported().keys) == written })
        #expect(try Set(laptops.map { try $0.digest() }).count == 1)
        try servers[0].admin("doctor")
    }
}
