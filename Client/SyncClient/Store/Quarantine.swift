import Foundation
import GRDB
public import SyncModel

/// An edit that the server refused: kept, visible and exportable, until the person mends or drops it.
public struct QuarantinedEdit: Hashable, Sendable {
    public let id: RecordID
    public let edit: UnsentEdit
    public let refusal: Refusal
    /// By this device's clock, milliseconds since 1970.
    public let refused: Int64
}

enum QuarantineTable {
    static let columns = "place, collection, key, edit, code, message, refused"

    static func keep(_ db: Database, _ refused: QuarantinedEdit) throws {
        let (id, edit, refusal) = (refused.id, refused.edit, refused.refusal)
        try db.keep(
            "INSERT INTO quarantine (\(columns), sum) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [
                Int64(edit.place), id.collection, id.key, Data(edit.json), refusal.code.rawValue, refusal.message,
                refused.refused,
            ])
    }

    /// What of a refused edit was written over needs no mending any more. A deletion that it only renewed goes with the rest.
    static func drop(_ db: Database, _ fields: [FieldKey], of refused: QuarantinedEdit) throws {
        var edit = refused.edit
        for field in fields { edit.assigns[field] = nil }
        guard edit != refused.edit else { return }
        try drop(db, place: edit.place)
        guard !edit.assigns.keys.allSatisfy({ $0 == .deleted }) else { return }
        try keep(
            db, QuarantinedEdit(id: refused.id, edit: edit, refusal: refused.refusal, refused: refused.refused))
    }

    /// All of it, or that of one record, in order of writing.
    static func edits(_ db: Database, of id: RecordID? = nil) throws -> [QuarantinedEdit] {
        let statement = try db.cachedStatement(
            sql: """
                SELECT \(columns), sum FROM quarantine WHERE ?1 IS NULL OR (collection = ?1 AND key = ?2) ORDER BY place
                """)
        return try Row.fetchAll(statement, arguments: [id?.collection, id?.key]).map { row in
            try row.check("a refused edit")
            guard let id = RecordID(collection: row["collection"], key: row["key"]) else {
                throw ReplicaError.damaged("a refused edit names no record")
            }
            let place = UInt64(row["place"] as Int64)
            return QuarantinedEdit(
                id: id, edit: try UnsentEdit(place: place, json: Array(row["edit"] as Data), bound: nil),
                refusal: Refusal(Refusal.Code(rawValue: row["code"]) ?? .invalid, row["message"]),
                refused: row["refused"])
        }
    }

    static func drop(_ db: Database, place: UInt64) throws {
        try db.execute(sql: "DELETE FROM quarantine WHERE place = ?", arguments: [Int64(place)])
    }
}
