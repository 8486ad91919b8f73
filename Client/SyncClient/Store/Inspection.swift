import GRDB
import SyncModel

/// Looks through a whole replica for what is not as it was kept: SQLite's own check, the tables' making, every row's sum,
/// every state's hash, every unsent edit.
struct Inspection {
    let db: Database
    let records: RecordTable

    /// What is wrong, nil where all is sound.
    func fault() throws -> String? {
        do {
            let said = try String.fetchAll(db, sql: "PRAGMA integrity_check(3)")
            guard said == ["ok"] else { return said.joined(separator: "; ") }
            try SchemaPrint.check(db)
            for (table, columns) in Schema.sealed(records.shelves) + Schema.sealedSince {
                try checkRows(table, columns)
            }
            return try faultOfRecords() ?? faultOfShelves()
        } catch ReplicaError.damaged(let detail) {
            return detail
        }
    }

    private func checkRows(_ table: String, _ columns: String) throws {
        let rows = try Row.fetchCursor(db, sql: "SELECT \(columns), sum FROM \(table)")
        while let row = try rows.next() { try row.check("a row of the table \(table)") }
    }

    private func faultOfRecords() throws -> String? {
        for shelf in records.shelves.all {
            let keys = try String.fetchCursor(db, sql: "SELECT key FROM \(shelf.collection)")
            while let key = try keys.next() {
                if let id = records.shelves.id(shelf, key: key) { _ = try records.load(db, id) }
            }
        }
        guard try records.unsentTold(db) == OutboxTable.count(db) else { return "unsent edits are missing" }
        return nil
    }

    private func faultOfShelves() throws -> String? {
        for shelf in records.shelves.all {
            if let fault = try shelf.fault(db) { return fault }
        }
        return nil
    }
}
