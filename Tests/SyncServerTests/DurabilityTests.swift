import GRDB
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
}
