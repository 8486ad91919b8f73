import GRDB
import SyncModel
import TestSupport
import Testing

@testable import SyncServer

@Suite struct DurabilityTests {
    @Test func `a commit of the server waits for the disk`() throws {
        let folder = try TemporaryDirectory()
        let store = try SQLiteStore(path: folder.appending("server.sqlite"), epoch: 1)
        let (synchronous, journal) = try store.database.writeWithoutTransaction { database in
            (
                try Int.fetchOne(database, sql: "PRAGMA synchronous"),
                try String.fetchOne(database, sql: "PRAGMA journal_mode")
            )
        }
        #expect(synchronous == 2)
        #expect(journal == "wal")
    }

    @Test func `what the database finds wrong with itself is told`() throws {
        let store = try SQLiteStore.inMemory()
        #expect(try store.damage().isEmpty)
        try store.database.writeWithoutTransaction { database in
            try database.execute(sql: "PRAGMA ignore_check_constraints = ON")
            try database.execute(sql: "INSERT INTO server (id, epoch, starts) VALUES (2, 1, 0)")
            try database.execute(sql: "PRAGMA ignore_check_constraints = OFF")
        }
        #expect(try !store.damage().isEmpty)
    }

    @Test func `what could not be committed is not acknowledged`() throws {
        let folder = try TemporaryDirectory()
        let store = try SQLiteStore(path: folder.appending("server.sqlite"), epoch: 1)
        #expect(throws: DatabaseError.self) {
            try store.write { store in
                // References are looked at when all is done, so that nothing but the commit itself fails.
                let database = try #require(store as? SQLiteTransaction).database
                try database.execute(sql: "PRAGMA defer_foreign_keys = ON")
                try store.claim(ReplicaID(bits: 1), for: 99, in: Team(id: 99, name: "nowhere"))
            }
        }
    }
}
