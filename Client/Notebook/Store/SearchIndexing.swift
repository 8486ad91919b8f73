import GRDB
import SyncClient

extension SearchIndex {
    /// With fewer rows than these on the list, a search reads them rather than wait for the right to write.
    static let listedMax = 200
    /// So many rows are taken in at once, so that others who wait to write get their turn.
    static let batchRows = 2_000

    /// Brings the index up to date where that is worth it and possible.
    static func update(_ replica: Replica) throws {
        guard !replica.isReadOnly, try replica.read({ try listed($0.db) }) > listedMax else { return }
        var isMore = true
        while isMore { isMore = try replica.write { try takeIn($0.db, limit: batchRows) } }
    }

    private static func listed(_ db: Database) throws -> Int {
        try Int.fetchOne(
            db, sql: "SELECT count(*) FROM (SELECT 1 FROM note_unindexed LIMIT ?)", arguments: [listedMax + 1]) ?? 0
    }

    /// Takes the first rows off the list and into the index.
    /// - Returns: whether there are more.
    static func takeIn(_ db: Database, limit: Int) throws -> Bool {
        let names = columns.joined(separator: ", ")
        let last = try Int64.fetchOne(
            db, sql: "SELECT max(number) FROM (SELECT number FROM note_unindexed ORDER BY number LIMIT ?)",
            arguments: [limit])
        guard let last else { return false }
        try db.execute(
            sql: """
                INSERT INTO note_words (note_words, rowid, \(names))
                    SELECT 'delete', number, \(names) FROM note_unindexed WHERE number <= :last AND is_indexed;
                INSERT INTO note_words (rowid, \(names))
                    SELECT number, \(names) FROM note
                    WHERE number IN (SELECT number FROM note_unindexed WHERE number <= :last);
                DELETE FROM note_unindexed WHERE number <= :last;
                """,
            arguments: ["last": last])
        return try Bool.fetchOne(db, sql: "SELECT EXISTS (SELECT 1 FROM note_unindexed)") ?? false
    }
}

/// How the full-text index stands.
public enum SearchIndexState: Hashable, Sendable {
    /// It tells of all notes but so many, which a search reads.
    case sound(unindexed: Int)
    /// It is not what it was made to be; searches may miss notes. The notes themselves are another matter.
    case damaged
}

extension Notebook {
    /// Looks through the whole full-text index. It waits for the right to write, as SQLite has it.
    public func searchIndexState() throws -> SearchIndexState {
        do {
            return try replica.write { writer in
                try writer.db.execute(sql: "INSERT INTO note_words (note_words) VALUES ('integrity-check')")
                let unindexed = try Int.fetchOne(writer.db, sql: "SELECT count(*) FROM note_unindexed")
                return .sound(unindexed: unindexed ?? 0)
            }
        } catch ReplicaError.damaged {
            return .damaged
        }
    }

    /// Makes the index anew from the notes.
    public func rebuildSearchIndex() throws {
        try replica.write { writer in
            try writer.db.execute(
                sql: """
                    INSERT INTO note_words (note_words) VALUES ('rebuild');
                    DELETE FROM note_unindexed;
                    """)
        }
    }
}
