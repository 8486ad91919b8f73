import GRDB
import SyncModel
import TestPostgres
import TestSupport
import Testing

@testable import SyncServer

/// What is carried from one store to another is all that there is.
@Suite struct MovableStoreTests {
    @Test func `no table is forgotten`() throws {
        let tables = try SQLiteStore.inMemory().database.read { database in
            try String.fetchAll(database, sql: "SELECT name FROM sqlite_master WHERE type = 'table'")
        }
        let carried = KeptTable.all.map(\.name)
        #expect(Set(tables) == Set(carried + ["server", "grdb_migrations", "sqlite_sequence"]).intersection(tables))
        #expect(Set(carried).isSubset(of: tables))
    }

    @Test func `every row comes back from PostgreSQL as it went there, and new ones get numbers of their own`() throws {
        let source = try SQLiteStore.inMemory(epoch: 7)
        try fill(source)
        let shared = try PostgresCluster.shared.get().database().store()
        try source.move(to: shared)
        let target = try SQLiteStore.inMemory(epoch: 8)
        try shared.move(to: target)
        for table in KeptTable.all {
            let (before, after) = (try rows(of: table, in: source), try rows(of: table, in: target))
            #expect(before == after && !before.isEmpty, "\(table.name)")
        }
        #expect(try target.read { try $0.life() } == source.read { try $0.life() })
        let team = try shared.write { try $0.makeTeam(named: "south-shire", identity: "id2", at: 0) }
        #expect(team?.id == 2)
    }

    /// Something in every table.
    private func fill(_ store: SQLiteStore) throws {
        let team = try #require(try store.write { try $0.makeTeam(named: "north-shire", identity: "id", at: 1) })
        let change = Change(
            dot: Dot(ReplicaID(bits: .max), 1), stamp: Stamp(milliseconds: 1), record: try note("a"), author: "Sam",
            device: "laptop", context: Context(),
            assigns: FieldMap([(.body, Assignment(value: Value(text: "é"), replaces: []))]))
        let way = Register.Entry(dot: Dot(ReplicaID(bits: 3), 2), value: nil, replaces: [change.dot])
        try store.write { store in
            let member = try store.admit(member: "Zo\u{EB}", role: .lead, to: team, at: 2)
            let device = try store.add(device: "laptop", of: member, tokenHash: [0, 255], at: 3)
            try store.revoke(device: device, at: 4)
            try store.invite(
                member: "Dana", role: .reader, to: team, codeHash: [], beginning: "4HTN", expires: 5)
            try store.offer(tokenHash: [1], for: device)
            #expect(try store.adopt(tokenHash: [1], of: device, at: 6))
            try store.offer(tokenHash: [2], for: device)
            try store.note(contactWith: device, by: "fieldnotes/1.0.0", at: 7)
            try store.note(.joined, by: "Zo\u{EB} on laptop", of: "lead", at: 8, in: team)
            #expect(try store.rename(team, to: "north"))
            try store.archive(team, at: 9)
            try store.claim(change.dot.replica, for: device, in: team)
            try store.save(StoredRecord(new: change.record), of: team)
            let acceptance = Acceptance(received: -6, revision: 1)
            try store.keep(change, hash: Digest(high: .max), acceptance: acceptance, in: team)
            let refusal = Refusal(.forbidden, "not as \u{0}")
            try store.keep(refused: Dot(ReplicaID(bits: 2), 9), hash: Digest(), refusal: refusal, at: 7, in: team)
            try store.keep(offered: way, of: .body, of: change.record, in: team)
            try store.note(unaskedDeletions: 3, by: device, at: 8, forgetting: 0)
            try store.move(head: Head(sequence: 1, digest: Digest(low: 1), chain: .max, moved: 9), of: team)
            try store.begin(Life(epoch: .max, since: 10, backup: nil))
        }
    }

    private func rows(of table: KeptTable, in store: SQLiteStore) throws -> Set<[KeptValue]> {
        var rows: Set<[KeptValue]> = []
        try store.telling { try $0.rows(of: table) { rows.insert($0) } }
        return rows
    }
}
