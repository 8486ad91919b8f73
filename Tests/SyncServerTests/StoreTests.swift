import SyncModel
import TestPostgres
import TestSupport
import Testing

@testable import SyncServer

/// What the service relies on in a store, whichever it is.
@Suite struct StoreTests {
    enum Kind: CaseIterable {
        case memory, file, postgres
    }

    @Test(arguments: Kind.allCases) func `a dot is kept once`(kind: Kind) throws {
        try with(kind) { store, team in
            let change = try change("a", n: 1)
            let (hash, acceptance) = (change.canonicalBytes.digest, Acceptance(received: 5, revision: 1))
            try store.write { try $0.keep(change, hash: hash, acceptance: acceptance, in: team) }
            #expect(throws: (any Error).self) {
                try store.write { try $0.keep(change, hash: Digest(high: 2), acceptance: acceptance, in: team) }
            }
            let known = try store.read { try $0.remembered(change.dot, in: team) }
            #expect(known?.remembered == Remembered(hash: hash, refusal: nil))
            #expect(known?.acceptance == acceptance)
            #expect(try store.read { try $0.change(change.dot, in: team) } == change)
        }
    }

    @Test(arguments: Kind.allCases) func `a change that is not as it was kept is told to nobody`(kind: Kind) throws {
        try with(kind) { store, team in
            let (sound, altered) = (try change("a", n: 1), try change("a", n: 2))
            for (change, hash) in [(sound, sound.canonicalBytes.digest), (altered, Digest(high: 1))] {
                let acceptance = Acceptance(received: 5, revision: change.dot.n)
                try store.write { try $0.keep(change, hash: hash, acceptance: acceptance, in: team) }
            }
            #expect(try store.read { try $0.change(altered.dot, in: team) } == nil)
            #expect(try store.read { try $0.history(of: sound.record, in: team).map(\.change) } == [sound])
            #expect(try store.read { try $0.changes(of: sound.record, since: 0, in: team) } == [sound])
        }
    }

    @Test(arguments: Kind.allCases) func `a life is past once another began, or once it is known to be lost`(kind: Kind)
        throws
    {
        try with(kind) { store, _ in
            let first = try store.read { try $0.epoch() }
            try store.write { try $0.begin(Life(epoch: .max, since: 5, backup: nil)) }
            for _ in 0..<2 { try store.write { try $0.notePast(life: 7) } }
            let past = try store.read { store in try [first, 7, .max, 8].filter { try store.isPast(life: $0) } }
            #expect(past == [first, 7])
        }
    }

    @Test(arguments: Kind.allCases) func `what was received at a time is told among what came since`(kind: Kind) throws
    {
        try with(kind) { store, team in
            for (n, time) in [(1, 4), (2, 5), (3, 6)] as [(UInt64, Int64)] {
                let change = try change("a", n: n)
                let acceptance = Acceptance(received: time, revision: n)
                let hash = change.canonicalBytes.digest
                try store.write { try $0.keep(change, hash: hash, acceptance: acceptance, in: team) }
            }
            let changes = try store.read { try $0.changes(of: try note("a"), since: 5, in: team) }
            #expect(changes.map(\.dot.n) == [2, 3])
        }
    }

    @Test(arguments: Kind.allCases) func `a refused dot is remembered, and its change is not kept`(kind: Kind) throws {
        try with(kind) { store, team in
            let (dot, refusal) = (Dot(ReplicaID(bits: .max), 1 << 52), Refusal(.tooLarge, "too large"))
            try store.write { try $0.keep(refused: dot, hash: Digest(low: 7), refusal: refusal, at: 5, in: team) }
            let known = try store.read { try $0.remembered(dot, in: team) }
            #expect(known?.remembered == Remembered(hash: Digest(low: 7), refusal: refusal))
            #expect(known?.acceptance == nil)
            #expect(try store.read { try $0.change(dot, in: team) } == nil)
        }
    }

    @Test(arguments: Kind.allCases) func `whatever a stranger signed with, its refusal is remembered`(kind: Kind) throws
    {
        try with(kind) { store, team in
            let (dot, refusal) = (Dot(ReplicaID(bits: 1), 1), Refusal(.forbidden, "not as \u{0}\u{FFFF}\u{10FFFF}"))
            try store.write { try $0.keep(refused: dot, hash: Digest(low: 7), refusal: refusal, at: 5, in: team) }
            #expect(try store.read { try $0.remembered(dot, in: team)?.remembered.refusal } == refusal)
        }
    }

    @Test(arguments: Kind.allCases) func `heads and ended access are told for many at once`(kind: Kind) throws {
        try with(kind) { store, team in
            let devices = try store.write { store in
                try store.move(head: Head(sequence: 3, chain: 1), of: team)
                let member = try store.admit(member: "Sam", role: .member, to: team, at: 0)
                let devices = try (0..<3).map { number in
                    try store.add(device: "device-\(number)", of: member, tokenHash: [UInt8(number)], at: 0)
                }
                try store.revoke(device: devices[1], at: 7)
                return devices
            }
            let (heads, ended) = try store.read { store in
                (try store.heads(of: [team.id, 99]), try store.revoked(among: devices + [99]))
            }
            #expect(heads == [team.id: 3])
            #expect(ended == [devices[1]])
            #expect(try store.read { try $0.revoked(among: []) }.isEmpty)
        }
    }

    @Test(arguments: Kind.allCases) func `the feed tells each record once, at its last sequence`(kind: Kind) throws {
        try with(kind) { store, team in
            for (sequence, key) in [(1, "a"), (2, "b"), (3, "c"), (4, "a")] {
                var record = StoredRecord(new: try note(key))
                record.sequence = UInt64(sequence)
                let saved = record
                try store.write { try $0.save(saved, of: team) }
            }
            var told: [String] = []
            try store.read { store in
                try store.feed(of: team, after: 1) { row in
                    told.append("\(row.sequence)\(row.id.key)")
                    return told.count < 3
                }
            }
            #expect(told == ["2b", "3c", "4a"])
        }
    }

    @Test(arguments: Kind.allCases) func `a record comes back as it was saved`(kind: Kind) throws {
        try with(kind) { store, team in
            var record = StoredRecord(new: try note("a"))
            record.state.apply(try change("a", n: 3), acceptance: Acceptance(received: -1, revision: 1))
            record.sequence = 1
            record.revision = 9
            record.hash = [ToldRecord(id: record.id, state: record.state, receipt: nil)].sum
            record.offered.note(Dot(ReplicaID(bits: .max), 2))
            let saved = record
            try store.write { try $0.save(StoredRecord(new: saved.id), of: team) }
            try store.write { try $0.save(saved, of: team) }
            #expect(try store.read { try $0.record(saved.id, of: team) } == saved)
        }
    }

    @Test(arguments: Kind.allCases) func `a record that does not have its hash any more comes back without its state`(
        kind: Kind
    ) throws {
        try with(kind) { store, team in
            var record = StoredRecord(new: try note("a"))
            record.state.apply(try change("a", n: 3), acceptance: Acceptance(received: -1, revision: 1))
            record.sequence = 1
            record.hash = Digest(high: 1)
            let altered = record
            try store.write { try $0.save(altered, of: team) }
            record.state = RecordState()
            #expect(try store.read { try $0.record(altered.id, of: team) } == record)
        }
    }

    @Test(arguments: Kind.allCases) func `the chain at a sequence is that of the push it belongs to`(kind: Kind) throws
    {
        try with(kind) { store, team in
            for (sequence, chain) in [(3, UInt64.max), (7, 70)] {
                let head = Head(sequence: UInt64(sequence), chain: chain)
                try store.write { try $0.move(head: head, of: team) }
            }
            let chains = try store.read { store in try [0, 2, 3, 6, 7, 8].map { try store.chain(of: team, at: $0) } }
            #expect(chains == [0, .max, .max, 70, 70, nil])
        }
    }

    @Test(arguments: Kind.allCases) func `an offered value is kept as it first came`(kind: Kind) throws {
        try with(kind) { store, team in
            let (id, dot) = (try note("a"), Dot(ReplicaID(bits: 1), 2))
            let way = Register.Entry(dot: dot, value: nil, replaces: [Dot(ReplicaID(bits: 1), 1)])
            let entry = Register.Entry(dot: dot, value: Value(text: "words"), replaces: way.replaces)
            let forged = Register.Entry(dot: dot, value: Value(text: "others"), replaces: [])
            for entry in [way, entry, forged] {
                try store.write { try $0.keep(offered: entry, of: .body, of: id, in: team) }
            }
            #expect(try store.read { try $0.offeredEntry(dot, of: .body, of: id, in: team) } == entry)
        }
    }

    @Test(arguments: Kind.allCases) func `every record is told in its order, however many there are`(kind: Kind) throws
    {
        try with(kind) { store, team in
            let records = try (1...450).map { number in
                var record = StoredRecord(new: try note("n\(number)"))
                record.sequence = UInt64(number)
                return record
            }
            try store.write { store in for record in records { try store.save(record, of: team) } }
            var told: [UInt64] = []
            try store.read { store in
                try store.feed(of: team, after: 0) { row in
                    told.append(row.sequence)
                    return true
                }
            }
            #expect(told == Array(1...450))
        }
    }

    @Test(arguments: Kind.allCases) func `a read sees one unmoving picture`(kind: Kind) throws {
        guard kind != .memory else { return }
        try with(kind) { store, team in
            try store.read { snapshot in
                let before = try snapshot.head(of: team)
                try store.write { try $0.move(head: Head(sequence: 9, chain: 9), of: team) }
                #expect(try snapshot.head(of: team) == before)
            }
        }
    }

    @Test(arguments: Kind.allCases) func `nothing of one team is found in another`(kind: Kind) throws {
        try with(kind) { store, team in
            let other = try #require(
                try store.write { try $0.makeTeam(named: "south-shire", identity: "other", at: 0) })
            let (change, acceptance) = (try change("a", n: 1), Acceptance(received: 5, revision: 1))
            var record = StoredRecord(new: change.record)
            record.sequence = 1
            let saved = record
            try store.write { store in
                try store.keep(change, hash: change.canonicalBytes.digest, acceptance: acceptance, in: team)
                try store.save(saved, of: team)
                let member = try store.admit(member: "Sam", role: .member, to: team, at: 0)
                let device = try store.add(device: "laptop", of: member, tokenHash: [1], at: 0)
                try store.claim(change.dot.replica, for: device, in: team)
            }
            try store.read { store in
                let known = try store.remembered(change.dot, in: other)
                #expect(known == nil)
                #expect(try store.change(change.dot, in: other) == nil)
                #expect(try store.history(of: change.record, in: other).isEmpty)
                #expect(try store.record(change.record, of: other) == nil)
                #expect(try store.owner(of: change.dot.replica, in: other) == nil)
                #expect(try store.devices(of: other).isEmpty)
                try store.feed(of: other, after: 0) { row in
                    Issue.record("\(row.id) is told")
                    return true
                }
            }
        }
    }

    // MARK: Parts

    private func with(_ kind: Kind, _ test: (any ServerStore, Team) throws -> Void) throws {
        let directory = try TemporaryDirectory()
        let store: any ServerStore =
            switch kind {
            case .memory: try SQLiteStore.inMemory()
            case .file: try SQLiteStore(path: directory.appending("server.sqlite"), epoch: 1)
            case .postgres: try PostgresCluster.shared.get().database().store()
            }
        let team = try store.write { try $0.makeTeam(named: "north-shire", identity: "id", at: 0) }
        try test(store, try #require(team))
        _ = directory
    }

    private func change(_ key: String, n: UInt64) throws -> Change {
        Change(
            dot: Dot(ReplicaID(bits: 1 << 63), n), stamp: Stamp(milliseconds: 1), record: try note(key), author: "Sam",
            device: "laptop", context: Context(),
            assigns: FieldMap([(.body, Assignment(value: Value(text: "é\u{1}"), replaces: []))]))
    }
}
