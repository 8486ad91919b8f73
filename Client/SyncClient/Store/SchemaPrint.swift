import GRDB

/// What the tables, indexes and triggers were when they were made, kept as a number in the file's head: SQLite reads an
/// altered one as it stands, and says nothing as long as it can be read.
enum SchemaPrint {
    /// Writes the number down, in the transaction that makes the tables.
    static func set(_ db: Database) throws { try db.execute(sql: "PRAGMA user_version = \(number(db))") }

    /// - Throws: ``ReplicaError/damaged(_:)``.
    static func check(_ db: Database) throws {
        guard try Int32.fetchOne(db, sql: "PRAGMA user_version") == number(db) else {
            throw ReplicaError.damaged("its tables are not as they were made")
        }
    }

    private static func number(_ db: Database) throws -> Int32 {
        let rows = try Row.fetchAll(
            db, sql: "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name, tbl_name")
        let sum = RowSum.of(rows.flatMap(\.databaseValues))
        // Zero is what a file has in which nothing was written down.
        return sum.prefix(4).reduce(0) { $0 << 8 | Int32($1) } & .max | 1
    }
}
