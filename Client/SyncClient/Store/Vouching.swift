import GRDB
import Synchronization

/// Whether what this connection found right is right still: it is as long as no other connection has written in the file.
final class Vouching: Sendable {
    private let version = Mutex<Int64?>(nil)

    /// What was found right now holds from here on.
    func begin(_ db: Database) throws {
        let now = try Vouching.version(db)
        version.withLock { $0 = now }
    }

    func holds(_ db: Database) throws -> Bool {
        let now = try Vouching.version(db)
        return version.withLock { $0 != nil && $0 == now }
    }

    /// SQLite's own count of what others have committed; this connection's commits do not alter it.
    static func version(_ db: Database) throws -> Int64? {
        try Int64.fetchOne(db.cachedStatement(sql: "PRAGMA data_version"))
    }
}
