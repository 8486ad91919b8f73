import GRDB
import SyncModel

extension SQLiteTransaction: RecordTable {
    func record(_ id: RecordID, of team: Team) throws -> StoredRecord? {
        let found = try row(
            """
            SELECT sequence, revision, hash, offered, state FROM record
            WHERE team = ? AND collection = ? AND key = ?
            """, [team.id, id.collection, id.key])
        guard let row = found else { return nil }
        let hash = SyncModel.Digest(try row.bytes(2)) ?? SyncModel.Digest()
        return StoredRecord(
            id: id, sequence: row.bits(0), revision: row.bits(1),
            state: VouchedState(json: try row.bytes(4), of: id, hash: hash)?.state ?? RecordState(), hash: hash,
            offered: (try? JSONReader.whole(row.bytes(3)) { try $0.context() }) ?? Context())
    }

    func save(_ record: StoredRecord, of team: Team) throws {
        var offered = JSONWriter()
        offered.context(record.offered)
        try run(
            """
            INSERT INTO record (team, collection, key, sequence, revision, hash, offered, state)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (team, collection, key) DO UPDATE SET
                sequence = excluded.sequence, revision = excluded.revision, hash = excluded.hash,
                offered = excluded.offered, state = excluded.state
            """,
            [
                team.id, record.id.collection, record.id.key, record.sequence.column, record.revision.column,
                record.hash.bytes.blob, offered.bytes.blob, record.state.json.blob,
            ])
    }

    func feed(of team: Team, after sequence: UInt64, _ visit: (FeedRow) throws -> Bool) throws {
        let rows = try rows(
            "SELECT collection, key, sequence, state, hash FROM record WHERE team = ? AND sequence > ? ORDER BY sequence",
            [team.id, sequence.column])
        while let row = try rows.next() {
            guard let id = row.recordID else { continue }
            let hash = SyncModel.Digest(try row.bytes(4)) ?? SyncModel.Digest()
            let told = FeedRow(id: id, sequence: row.bits(2), json: try row.bytes(3), hash: hash)
            guard try visit(told) else { return }
        }
    }

    func writeOff(_ id: RecordID, of team: Team) throws {
        try run(
            "UPDATE record SET hash = ? WHERE team = ? AND collection = ? AND key = ?",
            [SyncModel.Digest().bytes.blob, team.id, id.collection, id.key])
    }

    func hashes(of team: Team, _ visit: (RecordID, SyncModel.Digest) throws -> Void) throws {
        let rows = try rows("SELECT collection, key, hash FROM record WHERE team = ?", [team.id])
        while let row = try rows.next() {
            guard let id = row.recordID else { continue }
            try visit(id, SyncModel.Digest(try row.bytes(2)) ?? SyncModel.Digest())
        }
    }
}

extension Row {
    /// The record that the first two columns name; nil where they were altered into no name.
    fileprivate var recordID: RecordID? {
        guard let collection = String.fromDatabaseValue(self[0]), let key = String.fromDatabaseValue(self[1]) else {
            return nil
        }
        return RecordID(collection: collection, key: key)
    }
}
