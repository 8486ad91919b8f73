import GRDB
public import ReformNotes
import SyncClient

/// What came of looking for a note by what someone typed.
public enum NoteLookup: Sendable {
    case found(NoteID)
    /// Two or more begin so, the first ten of them; a program that writes must not guess.
    case several([NoteSummary])
    case none
    /// It is no beginning of an id: fewer than 4 characters, or others than ids are made of.
    case malformed
}

extension Notebook {
    /// Looks for the one note whose id begins as typed. Withdrawn notes are found too.
    public func find(_ typed: String) throws -> NoteLookup {
        guard let prefix = NoteID(typed: typed)?.description ?? NoteID.prefix(typed: typed) else { return .malformed }
        let fitting = try replica.read { reader in
            // `~` stands behind all letters and digits, so the index is read from the prefix on and no further.
            let statement = try reader.db.cachedStatement(
                sql: """
                    SELECT \(NoteSummary.columns) FROM note WHERE key >= ? AND key < ? ORDER BY key LIMIT 10
                    """)
            return try Row.fetchAll(statement, arguments: [prefix, prefix + "~"]).map {
                try NoteSummary($0, reader: reader.identity)
            }
        }
        guard let first = fitting.first else { return .none }
        return fitting.count == 1 ? .found(first.id) : .several(fitting)
    }
}
