import TestPostgres
import Testing

/// A pooler between the server and its database, which must not share sessions out.
@Suite(.enabled(if: Pooler.isInstalled, "pgbouncer is not installed")) struct PoolerTests {
    @Test func `one that lends connections for a transaction at a time is refused, the first time and the second`()
        throws
    {
        let database = try PostgresCluster.shared.get().database()
        let pooler = try Pooler(before: database, lendingFor: "transaction")
        for _ in 0..<2 {
            let words = ["doctor", "--store", pooler.url].map { Array($0.utf8) }
            let run = try Child(Programs.server, words, environment: [:]).finish()
            #expect(run.code == 7 && run.complained.contains("pool_mode = session"), "\(run)")
        }
    }

    @Test func `one that lends them for as long as they are kept is no hindrance`() throws {
        let database = try PostgresCluster.shared.get().database()
        let pooler = try Pooler(before: database, lendingFor: "session")
        let team = try Team(server: ServerProcess(on: pooler.url))
        let sam = try team.laptop(of: "Sam Okafor")
        _ = try sam.add("Through a pooler.")
        try sam.run("sync")
        try team.server.admin("doctor")
    }
}
