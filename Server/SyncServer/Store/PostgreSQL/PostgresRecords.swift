import SyncModel

extension PostgresTransaction: RecordTable {
    /// So many rows are fetched at a time where nobody knows how many will be wanted.
    private static let pageRows = 200
    private static let listRows = 5_000

    func record(_ id: RecordID, of team: Team) throws -> StoredRecord? {
        let found = try row(
            """
            SELECT sequence, revision, hash, offered, state FROM record
            WHERE team = $1 AND collection = $2 AND key = $3
            """, .integer(team.id), .text(id.collection), .text(id.key))
        guard let row = found else { return nil }
        let hash = SyncModel.Digest(row.bytes(2)) ?? SyncModel.Digest()
        return StoredRecord(
            id: id, sequence: row.bits(0), revision: row.bits(1),
            state: VouchedState(json: row.bytes(4), of: id, hash: hash)?.state ?? RecordState(), hash: hash,
            offered: (try? JSONReader.whole(row.bytes(3)) { try $0.context() }) ?? Context())
    }

    func save(_ record: StoredRecord, of team: Team) throws {
        var offered = JSONWriter()
        offered.context(record.offered)
        try run(
            """
            INSERT INTO record (team, collection, key, sequence, revision, hash, offered, state)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
            ON CONFLICT (team, collection, key) DO UPDATE SET
                sequence = excluded.sequence, revision = excluded.revision, hash = excluded.hash,
                offered = excluded.offered, state = excluded.state
            """,
            .integer(team.id), .text(record.id.collection), .text(record.id.key), .bits(record.sequence),
            .bits(record.revision), .bytes(record.hash.bytes), .bytes(offered.bytes), .bytes(record.state.json))
    }

    func feed(of team: Team, after sequence: UInt64, _ visit: (FeedRow) throws -> Bool) throws {
        var last = Int64(bitPattern: sequence)
        while true {
            let rows = try rows(
                """
                SELECT collection, key, sequence, state, hash FROM record
                WHERE team = $1 AND sequence > $2 ORDER BY sequence LIMIT $3
                """, .integer(team.id), .integer(last), .integer(Int64(PostgresTransaction.pageRows)))
            for row in rows {
                last = row.integer(2)
                guard let id = row.recordID else { continue }
                let hash = SyncModel.Digest(row.bytes(4)) ?? SyncModel.Digest()
                let told = FeedRow(id: id, sequence: row.bits(2), json: row.bytes(3), hash: hash)
                guard try visit(told) else { return }
            }
            guard rows.count == PostgresTransaction.pageRows else { return }
        }
    }

    func writeOff(_ id: RecordID, of team: Team) throws {
        try run(
            "UPDATE record SET hash = $1 WHERE team = $2 AND collection = $3 AND key = $4",
            .bytes(SyncModel.Digest().bytes), .integer(team.id), .text(id.collection), .text(id.key))
    }

    func hashes(of team: Team, _ visit: (RecordID, SyncModel.Digest) throws -> Void) throws {
        // A record's sequence is its own, so the rows can be fetched in its order, some at a time.
        var last: Int64 = -1
        while true {
            let rows = try rows(
                """
                SELECT collection, key, sequence, hash FROM record
                WHERE team = $1 AND sequence > $2 ORDER BY sequence LIMIT $3
                """, .integer(team.id), .integer(last), .integer(Int64(PostgresTransaction.listRows)))
            for row in rows {
                last = row.integer(2)
                guard let id = row.recordID else { continue }
                try visit(id, SyncModel.Digest(row.bytes(3)) ?? SyncModel.Digest())
            }
            guard rows.count == PostgresTransaction.listRows else { return }
        }
    }
}

extension PostgresRow {
    /// The record that the first two columns name; nil where they were altered into no name.
    fileprivate var recordID: RecordID? { RecordID(collection: text(0), key: text(1)) }
}
