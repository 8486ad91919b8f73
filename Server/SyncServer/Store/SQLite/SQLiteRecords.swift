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
        guard let hash = SyncModel.Digest(try row.bytes(2)) else { throw DamagedRow(table: "record") }
        return StoredRecord(
            id: id, sequence: row.bits(0), revision: row.bits(1),
            state: VouchedState(json: try row.bytes(4), of: id, hash: hash)?.state ?? RecordState(), hash: hash,
            offered: try JSONReader.whole(row.bytes(3)) { try $0.context() })
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
            guard let hash = SyncModel.Digest(try row.bytes(4)) else { throw DamagedRow(table: "record") }
            let told = FeedRow(id: try row.recordID(), sequence: row.bits(2), json: try row.bytes(3), hash: hash)
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
            guard let hash = SyncModel.Digest(try row.bytes(2)) else { throw DamagedRow(table: "record") }
            try visit(try row.recordID(), hash)
        }
    }
}

extension Row {
    /// The record that the first two columns name.
    fileprivate func recordID() throws -> RecordID {
        guard let id = RecordID(collection: self[0], key: self[1]) else { throw DamagedRow(table: "record") }
        return id
    }
}
