import Foundation
import GRDB
import SyncModel

/// The edits made here that the server has not acknowledged, in order of place.
enum OutboxTable {
    static let columns = "place, collection, key, edit, bound"

    static func edits(_ db: Database, of id: RecordID) throws -> [UnsentEdit] {
        let statement = try db.cachedStatement(
            sql: "SELECT \(columns), sum FROM outbox WHERE collection = ? AND key = ? ORDER BY place")
        return try Row.fetchAll(statement, arguments: [id.collection, id.key]).map { row in
            try row.check("an unsent edit of \(id)")
            return try edit(row)
        }
    }

    /// Reads a row that was checked.
    static func edit(_ row: Row) throws -> UnsentEdit {
        try UnsentEdit(
            place: UInt64(row["place"] as Int64), json: Array(row["edit"] as Data),
            bound: (row["bound"] as Data?).map { try JSONReader.whole(Array($0)) { try $0.change() } })
    }

    /// A place that no edit of this replica ever had. SQLite's own count is not trusted alone: an edit that took the place of
    /// another would write over it.
    static func freePlace(_ db: Database) throws -> UInt64 {
        let last = try Int64.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT max(ifnull((SELECT max(seq) FROM sqlite_sequence WHERE name = 'outbox'), 0),
                        ifnull((SELECT max(place) FROM outbox), 0), ifnull((SELECT max(place) FROM sent), 0),
                        ifnull((SELECT max(place) FROM quarantine), 0))
                    """))
        guard let last, last >= 0, last < .max else { throw ReplicaError.damaged("the outbox has lost count") }
        return UInt64(last) + 1
    }

    /// Has SQLite count on from the last place that any table here speaks of, for rows that came from another file.
    static func keepCount(_ db: Database) throws {
        let last = try freePlace(db) - 1
        try db.execute(sql: "INSERT INTO sqlite_sequence (name, seq) VALUES ('outbox', ?)", arguments: [Int64(last)])
    }

    /// Makes the rows of `record` what its unsent edits are now, after they were `before`.
    static func save(_ db: Database, _ record: LocalRecord, before: [UnsentEdit]) throws {
        guard record.unsent != before else { return }
        // A record has few unsent edits: most often one.
        for old in before where !record.unsent.contains(where: { $0.place == old.place }) {
            try delete(db, place: old.place)
        }
        for edit in record.unsent where edit != before.first(where: { $0.place == edit.place }) {
            try write(db, record.id, edit)
        }
    }

    private static func write(_ db: Database, _ id: RecordID, _ edit: UnsentEdit) throws {
        var bound: Data?
        if let change = edit.bound {
            var writer = JSONWriter()
            writer.change(change)
            bound = Data(writer.bytes)
        }
        try db.keep(
            """
            INSERT INTO outbox (\(columns), sum) VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (place) DO UPDATE SET edit = excluded.edit, bound = excluded.bound, sum = excluded.sum
            """,
            [Int64(edit.place), id.collection, id.key, Data(edit.json), bound])
    }

    private static func delete(_ db: Database, place: UInt64) throws {
        var binding = Binding(try db.cachedStatement(sql: "DELETE FROM outbox WHERE place = ?"))
        binding.add(Int64(place))
        try binding.run()
    }

    /// The first edits of the outbox, whatever record they are of: what a batch is made from.
    static func first(_ db: Database, after place: UInt64, limit: Int) throws -> [(place: UInt64, id: RecordID)] {
        let statement = try db.cachedStatement(
            sql: "SELECT place, collection, key FROM outbox WHERE place > ? ORDER BY place LIMIT ?")
        return try Row.fetchAll(statement, arguments: [Int64(place), limit]).map { row in
            guard let id = RecordID(collection: row[1] ?? "", key: row[2] ?? "") else {
                throw ReplicaError.damaged("an unsent edit names no record")
            }
            return (UInt64(bitPattern: row[0] as Int64), id)
        }
    }

    /// The records of which an edit speaks of a deletion, in whatever words.
    static func deletedRecords(_ db: Database) throws -> [RecordID] {
        let statement = try db.cachedStatement(
            sql: "SELECT DISTINCT collection, key FROM outbox WHERE instr(edit, CAST('\"deleted\"' AS BLOB)) > 0")
        return try Row.fetchAll(statement).map { row in
            guard let id = RecordID(collection: row[0] ?? "", key: row[1] ?? "") else {
                throw ReplicaError.damaged("an unsent edit names no record")
            }
            return id
        }
    }

    static func count(_ db: Database) throws -> Int {
        try Int.fetchOne(db.cachedStatement(sql: "SELECT count(*) FROM outbox")) ?? 0
    }

    /// Takes the names off all edits, for a replica that got a new id.
    static func unbindAll(_ db: Database) throws {
        let rows = try Row.fetchAll(db, sql: "SELECT \(columns), sum FROM outbox WHERE bound IS NOT NULL")
        for row in rows {
            guard let id = RecordID(collection: row["collection"] ?? "", key: row["key"] ?? "") else {
                throw ReplicaError.damaged("an unsent edit names no record")
            }
            try row.check("an unsent edit of \(id)")
            var edit = try edit(row)
            edit.bound = nil
            try write(db, id, edit)
        }
    }
}
