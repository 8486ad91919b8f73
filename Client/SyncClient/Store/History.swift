import Foundation
import GRDB
public import SyncModel

/// A value that was replaced in sight of this replica, or brought from the server's archive on demand.
public struct PastValue: Hashable, Sendable {
    public let field: FieldKey
    public let value: Value
    public let replaces: [Dot]
    public let origin: Origin
}

enum HistoryTable {
    static let columns = "collection, key, dot, field, value, replaces, stamp, author, device, received, revision"

    /// Keeps what `before` held and `now` does not.
    static func keep(_ db: Database, _ id: RecordID, from before: RecordState, replacedIn now: RecordState) throws {
        for (field, register) in before.registers {
            let held = Set((now.registers[field]?.siblings ?? []).map(\.dot))
            for entry in register.siblings where !held.contains(entry.dot) {
                guard let value = entry.value, let origin = before.origin(of: entry.dot) else { continue }
                try keep(db, id, PastValue(field: field, value: value, replaces: entry.replaces, origin: origin))
            }
        }
    }

    static func keep(_ db: Database, _ id: RecordID, _ past: PastValue) throws {
        try db.keep(
            """
            INSERT OR IGNORE INTO history (\(columns), sum) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                id.collection, id.key, past.origin.dot.description, past.field.text, Data(past.value.json),
                past.replaces.map(\.description).joined(separator: " "), Int64(bitPattern: past.origin.stamp.bits),
                past.origin.author, past.origin.device, past.origin.acceptance?.received,
                past.origin.acceptance.map { Int64(bitPattern: $0.revision) },
            ])
    }

    static func values(_ db: Database, of id: RecordID) throws -> [PastValue] {
        let statement = try db.cachedStatement(
            sql: "SELECT \(columns), sum FROM history WHERE collection = ? AND key = ? ORDER BY revision, number")
        return try Row.fetchAll(statement, arguments: [id.collection, id.key]).map { row in
            try row.check("a value that \(id) had in the past")
            guard let dot = Dot(row["dot"] as String), let field = FieldKey(row["field"]) else {
                throw ReplicaError.damaged("a value of the past names no change")
            }
            let acceptance = (row["received"] as Int64?).flatMap { received in
                (row["revision"] as Int64?).map { Acceptance(received: received, revision: UInt64(bitPattern: $0)) }
            }
            return PastValue(
                field: field, value: Value(unchecked: Array(row["value"] as Data)),
                replaces: (row["replaces"] as String).split(separator: " ").compactMap { Dot(String($0)) },
                origin: Origin(
                    dot: dot, stamp: Stamp(bits: UInt64(bitPattern: row["stamp"] as Int64)), author: row["author"],
                    device: row["device"], acceptance: acceptance))
        }
    }
}
