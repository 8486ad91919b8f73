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
    /// The acknowledged state as it lies written, or as the server wrote it; nil where it has to be written yet.
    var json: [UInt8]?
}

/// The shelves: reads a record with its unsent edits, and writes back what is shown of it, its state and the running digest
/// together.
struct RecordTable {
    let shelves: Shelves
    let hashing: Hashing
    /// By collection; made once, for their text is long.
    private let statements: [String: ShelfSQL]
    private let vouching = Vouching()
    private let recent = RecentStates()

    init(shelves: Shelves, hashing: Hashing) {
        self.shelves = shelves
        self.hashing = hashing
        statements = Dictionary(uniqueKeysWithValues: shelves.all.map { ($0.collection, ShelfSQL($0)) })
    }

    private func sql(of shelf: any Shelf) -> ShelfSQL {
        guard let sql = statements[shelf.collection] else { preconditionFailure("a shelf appeared from nowhere") }
        return sql
    }

    /// - Parameter isTold: whether the server tells the record just now. Then a state that is not as it was kept counts as
    ///   none: the server's word takes its place.
    func load(_ db: Database, _ id: RecordID, isTold: Bool = false) throws -> StoredRecord {
        let (shelf, key) = shelves.place(of: id)
        var binding = Binding(try db.cachedStatement(sql: sql(of: shelf).load))
        binding.add(key)
        let kept = try binding.first(KeptRow.init)
        // A first sync is told a hundred thousand records of which none was written here; that no edit is there of which no
        // record tells, its batch has made sure of.
        let unsentTold = kept?.unsent ?? 0
        let unsent = isTold && unsentTold == 0 ? [] : try OutboxTable.edits(db, of: id)
        guard unsentTold == unsent.count else { throw ReplicaError.damaged("unsent edits of \(id) are missing") }
        var stored = StoredRecord(
            local: LocalRecord(id: id, unsent: unsent), hash: kept?.hash, receipt: kept?.receipt,
            isOffered: kept?.isOffered ?? false)
        guard let kept, let json = kept.json else { return stored }
        let state = isTold ? try? self.state(json, of: id, kept.hash) : try self.state(json, of: id, kept.hash)
        guard let state else { return stored }
        stored.local.acknowledged = state
        stored.json = json
        return stored
    }

    private func state(_ json: [UInt8], of id: RecordID, _ hash: Digest?) throws -> RecordState {
        if let known = recent.state(of: id, readFrom: json, hash) { return known }
        guard let hash, let state = checked(json, of: id, hash) else {
            throw ReplicaError.damaged("\(id) is not as it was kept")
        }
        recent.keep(state, of: id, readFrom: json, hash)
        return state
    }

    /// The state, if it is still the one that was kept: what the disk has altered is neither shown nor sent on.
    private func checked(_ json: [UInt8], of id: RecordID, _ hash: Digest) -> RecordState? {
        guard let state = try? RecordState(json: json) else { return nil }
        return hash == hashing.digest(of: state, record: id) ? state : nil
    }

    /// Writes `stored` back after it was `loaded`. What the acknowledged state no longer holds goes into the history.
    func save(
        _ db: Database, _ stored: inout StoredRecord, loaded: StoredRecord, _ identity: inout Identity, writer: Writer
    ) throws {
        let id = stored.local.id
        let (state, before) = (stored.local.acknowledged, loaded.local.acknowledged)
        if state == before {
            stored.json = loaded.json
        } else {
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
        let row = shelf.row(shown)
        let sealed =
            [key.databaseValue] + row + [
                stored.local.unsent.count.databaseValue, (hidden ? 0 : shown.conflicts.count).databaseValue,
                hidden.databaseValue,
            ]
        var binding = Binding(try db.cachedStatement(sql: sql(of: shelf).upsert))
        for value in sealed { binding.add(value) }
        binding.add(RowSum.of(sealed))
        let json = state.isEmpty ? nil : stored.json ?? state.json
        let text = shelf.columns.firstIndex { $0.name == shelf.longest }.flatMap { String.fromDatabaseValue(row[$0]) }
        binding.add(bytes: json.map { AbridgedState(of: $0, without: text).bytes })
        binding.add(bytes: stored.hash?.bytes)
        binding.add(bytes: stored.receipt?.bytes)
        binding.add(stored.isOffered)
        try binding.run()
    }

    // MARK: Sums

    /// The sum of the hashes of all states, as an index has them: it costs little even where records are many.
    func sum(_ db: Database) throws -> Digest {
        var sum = Digest()
        for shelf in shelves.all {
            try db.cachedStatement(sql: sql(of: shelf).hashes).forEachBlob { sum += Digest($0) ?? Digest() }
        }
        return sum
    }

    /// The sum of the hashes of all states, where `running` is the one that was kept up by each write. That would not notice a
    /// row that was lost behind its back, so it is reckoned anew; but not while nobody else has written in the file since it
    /// was last found right, for an idle sync should cost no more with more notes.
    func checkedSum(_ db: Database, running: Digest) throws -> Digest {
        if try vouching.holds(db) { return running }
        let sum = try sum(db)
        if sum == running { try vouching.begin(db) }
        return sum
    }

    /// Calls `visit` with the hash of each state as it lies there now. One that is not as it was kept is as good as none.
    /// - Parameter isWanted: tells which records to look at.
    func held(
        _ db: Database, where isWanted: (RecordID) -> Bool = { _ in true }, _ visit: (RecordID, Digest) -> Void
    ) throws {
        for shelf in shelves.all {
            let rows = try Row.fetchCursor(db, sql: sql(of: shelf).states)
            while let row = try rows.next() {
                guard let id = shelves.id(shelf, key: row[3] ?? ""), isWanted(id), let json = try row.state(),
                    let hash = (row[2] as Data?).flatMap(Digest.init), checked(json, of: id, hash) != nil
                else { continue }
                visit(id, hash)
            }
        }
    }

    /// How many records are shown here and known to the server.
    func visibleCount(_ db: Database) throws -> Int {
        try shelves.all.reduce(0) { sum, shelf in
            let sql = "SELECT count(*) FROM \(shelf.collection) WHERE hidden = 0 AND state IS NOT NULL"
            return try sum + (Int.fetchOne(db, sql: sql) ?? 0)
        }
    }

    /// How many unsent edits the rows of the records tell of.
    func unsentTold(_ db: Database) throws -> Int {
        try shelves.all.reduce(0) { sum, shelf in
            try sum + (Int.fetchOne(db.cachedStatement(sql: sql(of: shelf).unsent)) ?? 0)
        }
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
            let statement = try db.cachedStatement(
                sql: "SELECT key FROM \(shelf.collection) WHERE offer > 0 ORDER BY number LIMIT ?")
            let keys = try String.fetchAll(statement, arguments: [limit - ids.count])
            ids += keys.compactMap { shelves.id(shelf, key: $0) }
        }
        return ids
    }
}

/// What lies of a record in its row beside what is shown of it.
private struct KeptRow {
    let json: [UInt8]?
    let hash: Digest?
    let receipt: Receipt?
    let isOffered: Bool
    let unsent: Int

    init(_ row: Row) throws {
        json = try row.state()
        hash = (row[2] as Data?).flatMap(Digest.init)
        receipt = (row[3] as Data?).flatMap { Receipt($0) }
        isOffered = row[4] ?? false
        unsent = row[5] ?? 0
    }
}

extension Row {
    /// The whole state of a row that begins with it, abridged, and with what it leaves out.
    fileprivate func state() throws -> [UInt8]? {
        let kept = try withUnsafeData(atIndex: 0) { $0.map { AbridgedState(bytes: [UInt8]($0)) } }
        return kept?.json(with: self[1])
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
