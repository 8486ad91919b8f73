import GRDB
import SyncModel

extension SQLiteTransaction: ChangeTable {
    func remembered(_ dot: Dot, in team: Team) throws -> RememberedChange? {
        let found = try row(
            "SELECT hash, refusal, message, received, revision FROM change WHERE team = ? AND replica = ? AND n = ?",
            [team.id, dot.replica.bits.column, dot.n.column])
        guard let row = found else { return nil }
        guard let hash = SyncModel.Digest(try row.bytes(0)) else { throw DamagedRow(table: "change") }
        guard let code = row[1] as String? else {
            let acceptance = Acceptance(received: row[3], revision: row.bits(4))
            return RememberedChange(remembered: Remembered(hash: hash, refusal: nil), acceptance: acceptance)
        }
        guard let refusal = Refusal.Code(rawValue: code) else { throw DamagedRow(table: "change") }
        let remembered = Remembered(
            hash: hash, refusal: Refusal(refusal, String(decoding: try row.bytes(2), as: UTF8.self)))
        return RememberedChange(remembered: remembered, acceptance: nil)
    }

    func keep(_ change: Change, hash: SyncModel.Digest, acceptance: Acceptance, in team: Team) throws {
        try run(
            """
            INSERT INTO change (team, replica, n, hash, received, collection, key, revision, change)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                team.id, change.dot.replica.bits.column, change.dot.n.column, hash.bytes.blob, acceptance.received,
                change.record.collection, change.record.key, acceptance.revision.column, change.json.blob,
            ])
    }

    func keep(refused dot: Dot, hash: SyncModel.Digest, refusal: Refusal, at time: Int64, in team: Team) throws {
        // The message as bytes, for it may quote a name with U+0000 in it, where a text would end.
        try run(
            "INSERT INTO change (team, replica, n, hash, received, refusal, message) VALUES (?, ?, ?, ?, ?, ?, ?)",
            [
                team.id, dot.replica.bits.column, dot.n.column, hash.bytes.blob, time, refusal.code.rawValue,
                Array(refusal.message.utf8).blob,
            ])
    }

    func change(_ dot: Dot, in team: Team) throws -> Change? {
        let found = try row(
            "SELECT change, hash FROM change WHERE team = ? AND replica = ? AND n = ? AND refusal IS NULL",
            [team.id, dot.replica.bits.column, dot.n.column])
        return try found.flatMap { try Change(json: $0.bytes(0), hash: $0.bytes(1)) }
    }

    func history(of record: RecordID, in team: Team) throws -> [ArchivedChange] {
        let rows = try rows(
            """
            SELECT change, hash, received, revision FROM change
            WHERE team = ? AND collection = ? AND key = ? AND refusal IS NULL ORDER BY revision
            """, [team.id, record.collection, record.key])
        var history: [ArchivedChange] = []
        while let row = try rows.next() {
            guard let change = try Change(json: row.bytes(0), hash: row.bytes(1)) else { continue }
            let acceptance = Acceptance(received: row[2], revision: row.bits(3))
            history.append(ArchivedChange(change: change, acceptance: acceptance))
        }
        return history
    }

    func changes(of team: Team, _ visit: (Dot, SyncModel.Digest, Change?) throws -> Void) throws {
        let rows = try rows(
            "SELECT replica, n, hash, change FROM change WHERE team = ? AND refusal IS NULL", [team.id])
        while let row = try rows.next() {
            guard let hash = SyncModel.Digest(try row.bytes(2)) else { throw DamagedRow(table: "change") }
            try visit(Dot(ReplicaID(bits: row.bits(0)), row.bits(1)), hash, try? Change(json: row.bytes(3)))
        }
    }

    func changes(of record: RecordID, since time: Int64, in team: Team) throws -> [Change] {
        let rows = try rows(
            """
            SELECT change, hash FROM change
            WHERE team = ? AND collection = ? AND key = ? AND refusal IS NULL AND received >= ?
            """, [team.id, record.collection, record.key, time])
        return try Array(rows.compactMap { try Change(json: $0.bytes(0), hash: $0.bytes(1)) })
    }

    func keep(offered entry: Register.Entry, of field: FieldKey, of record: RecordID, in team: Team) throws {
        try run(
            """
            INSERT INTO offeredValue (team, collection, key, field, replica, n, value, replaces)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT DO UPDATE SET value = coalesce(value, excluded.value)
            """,
            [
                team.id, record.collection, record.key, field.text, entry.dot.replica.bits.column, entry.dot.n.column,
                entry.value?.json.blob, entry.replaces.map(\.description).joined(separator: " "),
            ])
    }

    func offeredEntry(
        _ dot: Dot, of field: FieldKey, of record: RecordID, in team: Team
    ) throws -> Register.Entry? {
        let found = try row(
            """
            SELECT value, replaces FROM offeredValue
            WHERE team = ? AND collection = ? AND key = ? AND field = ? AND replica = ? AND n = ?
            """,
            [team.id, record.collection, record.key, field.text, dot.replica.bits.column, dot.n.column])
        guard let row = found else { return nil }
        let value = row.hasNull(atIndex: 0) ? nil : Value(unchecked: try row.bytes(0))
        let replaces = (row[1] as String).split(separator: " ").compactMap { Dot(String($0)) }
        return Register.Entry(dot: dot, value: value, replaces: replaces)
    }

    func owner(of replica: ReplicaID, in team: Team) throws -> ReplicaOwner? {
        try row("SELECT device, epoch FROM replica WHERE team = ? AND id = ?", [team.id, replica.bits.column])
            .map { ReplicaOwner(device: $0[0], epoch: $0.bits(1)) }
    }

    func claim(_ replica: ReplicaID, for device: Int64, in team: Team) throws {
        try run(
            "INSERT INTO replica (team, id, device, epoch) VALUES (?, ?, ?, (SELECT epoch FROM server))",
            [team.id, replica.bits.column, device])
    }
}
