import GRDB
import SyncModel

/// The names that own edits were given when the server took them in: a text that was opened before speaks of places.
enum SentTable {
    static let columns = "place, dot"
    static let valueColumns = "place, field, dot"

    /// Keeps the name of `edit`, and where each value in it was written before others folded in.
    static func keep(_ db: Database, _ edit: UnsentEdit, as dot: Dot) throws {
        try db.keep(
            "INSERT OR REPLACE INTO sent (\(columns), sum) VALUES (?, ?, ?)", [Int64(edit.place), dot.description])
        for (field, place) in edit.written {
            try db.keep(
                "INSERT OR REPLACE INTO sent_value (\(valueColumns), sum) VALUES (?, ?, ?, ?)",
                [Int64(place), field.text, dot.description])
        }
    }

    /// The name of the edit that went from `place`; or, where `field` is given, of the one that took along what was written
    /// there in that field.
    static func dot(_ db: Database, place: UInt64, field: FieldKey?) throws -> Dot? {
        guard let field else {
            return try dot(db, "SELECT \(columns), sum FROM sent WHERE place = ?", [Int64(place)])
        }
        return try dot(
            db, "SELECT \(valueColumns), sum FROM sent_value WHERE place = ? AND field = ?", [Int64(place), field.text])
    }

    private static func dot(_ db: Database, _ sql: String, _ arguments: StatementArguments) throws -> Dot? {
        guard let row = try Row.fetchOne(db.cachedStatement(sql: sql), arguments: arguments) else { return nil }
        try row.check("the name of a sent edit")
        return Dot(row["dot"] as String)
    }
}
