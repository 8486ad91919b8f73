import SyncModel

extension PostgresTransaction: ChangeTable {
    /// So many changes are fetched at a time.
    private static let batchRows = 500

    func remembered(_ dot: Dot, in team: Team) throws -> RememberedChange? {
        let found = try row(
            "SELECT hash, refusal, message, received, revision FROM change WHERE team = $1 AND replica = $2 AND n = $3",
            .integer(team.id), .bits(dot.replica.bits), .bits(dot.n))
        guard let row = found else { return nil }
        guard let hash = SyncModel.Digest(row.bytes(0)) else { throw DamagedRow(table: "change") }
        guard !row.isNull(1) else {
            let acceptance = Acceptance(received: row.integer(3), revision: row.bits(4))
            return RememberedChange(remembered: Remembered(hash: hash, refusal: nil), acceptance: acceptance)
        }
        guard let refusal = Refusal.Code(rawValue: row.text(1)) else { throw DamagedRow(table: "change") }
        let remembered = Remembered(hash: hash, refusal: Refusal(refusal, row.text(2)))
        return RememberedChange(remembered: remembered, acceptance: nil)
    }

    func keep(_ change: Change, hash: SyncModel.Digest, acceptance: Acceptance, in team: Team) throws {
        try run(
            """
            INSERT INTO change (team, replica, n, hash, received, collection, key, revision, change)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            """,
            .integer(team.id), .bits(change.dot.replica.bits), .bits(change.dot.n), .bytes(hash.bytes),
            .integer(acceptance.received), .text(change.record.collection), .text(change.record.key),
            .bits(acceptance.revision), .bytes(change.json))
    }

    func keep(refused dot: Dot, hash: SyncModel.Digest, refusal: Refusal, at time: Int64, in team: Team) throws {
        try run(
            """
            INSERT INTO change (team, replica, n, hash, received, refusal, message)
            VALUES ($1, $2, $3, $4, $5, $6, $7)
            """,
            .integer(team.id), .bits(dot.replica.bits), .bits(dot.n), .bytes(hash.bytes), .integer(time),
            .text(refusal.code.rawValue), .bytes(Array(refusal.message.utf8)))
    }

    func change(_ dot: Dot, in team: Team) throws -> Change? {
        let found = try row(
            "SELECT change, hash FROM change WHERE team = $1 AND replica = $2 AND n = $3 AND refusal IS NULL",
            .integer(team.id), .bits(dot.replica.bits), .bits(dot.n))
        return found.flatMap { Change(json: $0.bytes(0), hash: $0.bytes(1)) }
    }

    func history(of record: RecordID, in team: Team) throws -> [ArchivedChange] {
        try rows(
            """
            SELECT change, hash, received, revision FROM change
            WHERE team = $1 AND collection = $2 AND key = $3 AND refusal IS NULL ORDER BY revision
            """, .integer(team.id), .text(record.collection), .text(record.key)
        ).compactMap { row in
            let acceptance = Acceptance(received: row.integer(2), revision: row.bits(3))
            return Change(json: row.bytes(0), hash: row.bytes(1)).map {
                ArchivedChange(change: $0, acceptance: acceptance)
            }
        }
    }

    func changes(of team: Team, _ visit: (Dot, SyncModel.Digest, Change?) throws -> Void) throws {
        var last = (replica: Int64.min, n: Int64.min)
        while true {
            let rows = try rows(
                """
                SELECT replica, n, hash, change FROM change
                WHERE team = $1 AND (replica, n) > ($2, $3) AND refusal IS NULL ORDER BY replica, n LIMIT $4
                """,
                .integer(team.id), .integer(last.replica), .integer(last.n),
                .integer(Int64(PostgresTransaction.batchRows)))
            for row in rows {
                guard let hash = SyncModel.Digest(row.bytes(2)) else { throw DamagedRow(table: "change") }
                try visit(Dot(ReplicaID(bits: row.bits(0)), row.bits(1)), hash, try? Change(json: row.bytes(3)))
                last = (row.integer(0), row.integer(1))
            }
            guard rows.count == PostgresTransaction.batchRows else { return }
        }
    }

    func changes(of record: RecordID, since time: Int64, in team: Team) throws -> [Change] {
        try rows(
            """
            SELECT change, hash FROM change
            WHERE team = $1 AND collection = $2 AND key = $3 AND refusal IS NULL AND received >= $4
            """, .integer(team.id), .text(record.collection), .text(record.key), .integer(time)
        ).compactMap { Change(json: $0.bytes(0), hash: $0.bytes(1)) }
    }

    func keep(offered entry: Register.Entry, of field: FieldKey, of record: RecordID, in team: Team) throws {
        try run(
            """
            INSERT INTO offeredValue (team, collection, key, field, replica, n, value, replaces)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
            ON CONFLICT (team, collection, key, field, replica, n)
                DO UPDATE SET value = coalesce(offeredValue.value, excluded.value)
            """,
            .integer(team.id), .text(record.collection), .text(record.key), .bytes(Array(field.text.utf8)),
            .bits(entry.dot.replica.bits), .bits(entry.dot.n), .bytes(entry.value?.json),
            .text(entry.replaces.map(\.description).joined(separator: " ")))
    }

    func offeredEntry(
        _ dot: Dot, of field: FieldKey, of record: RecordID, in team: Team
    ) throws -> Register.Entry? {
        let found = try row(
            """
            SELECT value, replaces FROM offeredValue
            WHERE team = $1 AND collection = $2 AND key = $3 AND field = $4 AND replica = $5 AND n = $6
            """,
            .integer(team.id), .text(record.collection), .text(record.key), .bytes(Array(field.text.utf8)),
            .bits(dot.replica.bits), .bits(dot.n))
        guard let row = found else { return nil }
        let replaces = row.text(1).split(separator: " ").compactMap { Dot(String($0)) }
        return Register.Entry(dot: dot, value: row.bytesIfAny(0).map(Value.init(unchecked:)), replaces: replaces)
    }

    func owner(of replica: ReplicaID, in team: Team) throws -> ReplicaOwner? {
        try row("SELECT device, epoch FROM replica WHERE team = $1 AND id = $2", .integer(team.id), .bits(replica.bits))
            .map { ReplicaOwner(device: $0.integer(0), epoch: $0.bits(1)) }
    }

    func claim(_ replica: ReplicaID, for device: Int64, in team: Team) throws {
        try run(
            "INSERT INTO replica (team, id, device, epoch) SELECT $1, $2, $3, epoch FROM server",
            .integer(team.id), .bits(replica.bits), .integer(device))
    }
}
