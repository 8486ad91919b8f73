import Foundation
import GRDB
import SyncModel

/// A record as a shelf holds it.
struct StoredRecord {
    var local: LocalRecord
    /// Of the acknowledged state; nil while the server told none.
    var hash: Digest?
    /// The server's word for exactly this state, where it is still known.
    var receipt: Receipt?
    /// Whether the server seems to have forgotten the state.
    var isOffered: Bool
}

/// The shelves: reads a record with its unsent edits, and writes back what is shown of it, its state and the running digest
/// together.
struct RecordTable {
    let shelves: Shelves
    let hashing: Hashing

    func load(_ db: Database, _ id: RecordID) throws -> StoredRecord {
        let unsent = try OutboxTable.edits(db, of: id)
        let (shelf, key) = shelves.place(of: id)
        let statement = try db.cachedStatement(
            sql: "SELECT state, hash, receipt, offer FROM \(shelf.collection) WHERE key = ?")
        guard let row = try Row.fetchOne(statement, arguments: [key]) else {
            return StoredRecord(local: LocalRecord(id: id, unsent: unsent), hash: nil, receipt: nil, isOffered: false)
        }
        let hash = (row[1] as Data?).flatMap(Digest.init)
        let state = try (row[0] as Data?).map { try self.state(Array($0), of: id, hash) } ?? RecordState()
        return StoredRecord(
            local: LocalRecord(id: id, acknowledged: state, unsent: unsent), hash: hash,
            receipt: (row[2] as Data?).flatMap { Receipt($0) }, isOffered: row[3])
    }

    /// The state, if it is still the one that was kept: what the disk has altered is neither shown nor sent on.
    private func state(_ json: [UInt8], of id: RecordID, _ hash: Digest?) throws -> RecordState {
        guard let state = try? RecordState(json: json), hash == hashing.digest(of: state, record: id) else {
            throw ReplicaError.damaged("\(id) is not as it was kept")
        }
        return state
    }

    /// Reads every record with its unsent edits. Throws `ReplicaError.damaged` for the first that is not as it was kept.
    func readAll(_ db: Database) throws {
        for shelf in shelves.all {
            let keys = try String.fetchCursor(db, sql: "SELECT key FROM \(shelf.collection)")
            while let key = try keys.next() {
                if let id = shelves.id(shelf, key: key) { _ = try load(db, id) }
            }
        }
    }

    /// Writes `stored` back after it was `before`. What the acknowledged state no longer holds goes into the history.
    func save(
        _ db: Database, _ stored: inout StoredRecord, before: RecordState, _ identity: inout Identity, writer: Writer
    ) throws {
        let id = stored.local.id
        let state = stored.local.acknowledged
        if state != before {
            try HistoryTable.keep(db, id, from: before, replacedIn: state)
            let hash = hashing.digest(of: state, record: id)
            identity.digest = identity.digest - (stored.hash ?? Digest()) + hash
            stored.hash = hash
        }
        try write(db, stored, writer: writer)
    }

    private func write(_ db: Database, _ stored: StoredRecord, writer: Writer) throws {
        let (shelf, key) = shelves.place(of: stored.local.id)
        let shown = ShownRecord(id: stored.local.id, state: stored.local.seen(by: writer), rule: shelf.rule)
        let hidden = shown.state.isHidden
        let state = stored.local.acknowledged
        let facts: [DatabaseValue] = [
            key.databaseValue, stored.local.unsent.count.databaseValue,
            (hidden ? 0 : shown.conflicts.count).databaseValue, hidden.databaseValue,
            state.isEmpty ? .null : Data(state.json).databaseValue,
            stored.hash.map { Data($0.bytes).databaseValue } ?? .null,
            stored.receipt.map { Data($0.bytes).databaseValue } ?? .null, stored.isOffered.databaseValue,
        ]
        let statement = try db.cachedStatement(sql: RecordTable.upsert(shelf))
        statement.setUncheckedArguments(StatementArguments(facts + shelf.row(shown)))
        try statement.execute()
    }

    private static func upsert(_ shelf: any Shelf) -> String {
        let names =
            ["key", "unsent", "conflicts", "hidden", "state", "hash", "receipt", "offer"] + shelf.columns.map(\.name)
        let updates = names.dropFirst().map { "\($0) = excluded.\($0)" }
        return """
            INSERT INTO \(shelf.collection) (\(names.joined(separator: ", ")))
            VALUES (\(names.map { _ in "?" }.joined(separator: ", ")))
            ON CONFLICT (key) DO UPDATE SET \(updates.joined(separator: ", "))
            """
    }

    // MARK: Offers

    /// Marks a state that the server seems to have forgotten.
    func markOffered(_ db: Database, _ id: RecordID) throws {
        let (shelf, key) = shelves.place(of: id)
        try db.cachedStatement(sql: "UPDATE \(shelf.collection) SET offer = 1 WHERE key = ? AND state IS NOT NULL")
            .execute(arguments: [key])
    }

    func unmarkOffered(_ db: Database, _ id: RecordID) throws {
        let (shelf, key) = shelves.place(of: id)
        try db.cachedStatement(sql: "UPDATE \(shelf.collection) SET offer = 0 WHERE key = ?").execute(arguments: [key])
    }

    /// Marks every state, for a server that knows nothing of what it told before.
    func markAllOffered(_ db: Database) throws {
        for shelf in shelves.all {
            try db.execute(sql: "UPDATE \(shelf.collection) SET offer = 1 WHERE state IS NOT NULL AND offer = 0")
        }
    }

    func isOffered(_ db: Database, _ id: RecordID) throws -> Bool {
        let (shelf, key) = shelves.place(of: id)
        let statement = try db.cachedStatement(sql: "SELECT offer FROM \(shelf.collection) WHERE key = ?")
        return try Bool.fetchOne(statement, arguments: [key]) ?? false
    }

    /// Marked records, some at a time.
    func offered(_ db: Database, limit: Int) throws -> [RecordID] {
        var ids: [RecordID] = []
        for shelf in shelves.all where ids.count < limit {
            let keys = try String.fetchAll(
                db, sql: "SELECT key FROM \(shelf.collection) WHERE offer > 0 ORDER BY number LIMIT ?",
                arguments: [limit - ids.count])
            ids += keys.compactMap { shelves.id(shelf, key: $0) }
        }
        return ids
    }
}

extension Shelves {
    /// The record that lies under `key` of `shelf`.
    func id(_ shelf: any Shelf, key: String) -> RecordID? {
        guard shelf is OtherShelf else { return RecordID(collection: shelf.collection, key: key) }
        let parts = key.split(separator: "/", maxSplits: 1).map(String.init)
        return parts.count == 2 ? RecordID(collection: parts[0], key: parts[1]) : nil
    }
}
