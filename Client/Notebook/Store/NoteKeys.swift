import GRDB
import ReformNotes
import SyncClient

/// The ids of notes that are to be gone through, withdrawn ones too, in order and one at a time.
struct NoteKeys {
    private let arguments: StatementArguments
    private let reader: ReplicaReader

    /// - Parameter since: milliseconds since 1970; only notes edited then or later.
    init(item: String?, since: Int64?, status: NoteStatus?, _ reader: ReplicaReader) {
        arguments = ["item": item, "since": since ?? Int64.min, "status": status?.rawValue]
        self.reader = reader
    }

    func count() throws -> Int {
        try Int.fetchOne(
            reader.db, sql: "SELECT count(*) FROM note WHERE \(NoteKeys.condition)", arguments: arguments) ?? 0
    }

    func forEach(_ body: (NoteID) throws -> Void) throws {
        let keys = try String.fetchCursor(
            reader.db, sql: "SELECT key FROM note WHERE \(NoteKeys.condition) ORDER BY key", arguments: arguments)
        while let key = try keys.next() {
            if let id = NoteID(key) { try body(id) }
        }
    }

    private static let condition =
        "(:item IS NULL OR item = :item) AND edited >= :since AND (:status IS NULL OR status = :status)"
}

extension ReplicaReader {
    /// Whether anything is known of the note; asked before its record is read, for most lines of most imports are new.
    func knows(_ id: NoteID) throws -> Bool {
        let statement = try db.cachedStatement(sql: "SELECT 1 FROM note WHERE key = ?")
        return try Int.fetchOne(statement, arguments: [id.description]) != nil
    }
}
