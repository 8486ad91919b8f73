import Foundation
import GRDB
import SyncModel

/// States that a server told and does not hold any more, since it was put back: kept here until it has answered for them.
enum FormerTable {
    static let columns = "collection, key, state, receipt, lost"

    struct Row {
        let number: Int64
        let told: ToldRecord
        /// How many changes of this device are in it that the server has lost.
        let lost: Int
    }

    static func keep(_ db: Database, _ told: ToldRecord, lost: Int) throws {
        try db.keep(
            "INSERT INTO former (\(columns), sum) VALUES (?, ?, ?, ?, ?, ?)",
            [
                told.id.collection, told.id.key, Data(told.state.json), told.receipt.map { Data($0.bytes) },
                Int64(lost),
            ])
    }

    static func drop(_ db: Database, number: Int64) throws {
        try db.cachedStatement(sql: "DELETE FROM former WHERE number = ?").execute(arguments: [number])
    }

    /// The first of them, oldest first.
    static func first(_ db: Database, limit: Int) throws -> [Row] {
        try rows(db, "SELECT \(columns), sum, number FROM former ORDER BY number LIMIT ?", [limit])
    }

    static func rows(_ db: Database, of id: RecordID) throws -> [Row] {
        try rows(
            db, "SELECT \(columns), sum, number FROM former WHERE collection = ? AND key = ? ORDER BY number",
            [id.collection, id.key])
    }

    static func isEmpty(_ db: Database) throws -> Bool {
        try Bool.fetchOne(db.cachedStatement(sql: "SELECT NOT EXISTS (SELECT * FROM former)")) ?? true
    }

    private static func rows(_ db: Database, _ sql: String, _ arguments: StatementArguments) throws -> [Row] {
        try GRDB.Row.fetchAll(db.cachedStatement(sql: sql), arguments: arguments).map { row in
            try row.check(6, "what the server told before it was put back")
            guard let id = RecordID(collection: row[0], key: row[1]) else {
                throw ReplicaError.damaged("what the server told before names no record")
            }
            let told = ToldRecord(
                id: id, state: try RecordState(json: Array(row[2] as Data)),
                receipt: (row[3] as Data?).flatMap { Receipt($0) })
            return Row(number: row[6], told: told, lost: Int(row[4] as Int64))
        }
    }
}
