import Foundation
import SyncModel
import Synchronization
import TestPostgres
import TestSupport
import Testing

@testable import SyncServer

/// A PostgreSQL that breaks off, dies, or comes back as an older one.
@Suite struct PostgresFailureTests {
    private let database: PostgresDatabase
    private let store: PostgresStore
    private let team: Team

    init() throws {
        database = try PostgresCluster.shared.get().database()
        store = try database.store()
        team = try #require(try store.write { try $0.makeTeam(named: "north-shire", identity: "id", at: 0) })
    }

    // MARK: Broken connections

    @Test func `connections that broke while they idled are replaced, and nobody notices`() throws {
        let team = team
        try cutAll()
        #expect(try store.read { try $0.teams() } == [team])
        try cutAll()
        try store.write { try $0.move(head: Head(sequence: 1), of: team) }
        #expect(try store.read { try $0.head(of: team).sequence } == 1)
    }

    @Test func `what broke before its commit is done again`() throws {
        let (team, runs, database) = (team, Gathered<Date>(), database)
        try store.write { store in
            runs.add(Date())
            let run = runs.all.count
            try store.move(head: Head(sequence: UInt64(run)), of: team)
            if run == 1 { try PostgresFailureTests.cut(database) }
            _ = try store.head(of: team)
        }
        #expect(try store.read { try $0.head(of: team).sequence } == 2)
    }

    @Test func `a commit without an answer is not taken for one, and not done again`() throws {
        let (team, runs, database) = (team, Gathered<Date>(), database)
        #expect(throws: CommitUnknown.self) {
            try store.write { store in
                runs.add(Date())
                try store.move(head: Head(sequence: 1), of: team)
                _ = try store.head(of: team)
                try PostgresFailureTests.cut(database)
            }
        }
        #expect(runs.all.count == 1)
    }

    @Test(.timeLimit(.minutes(2)))
    func `what was acknowledged outlives a server that dies amid pushes, and nothing is there twice`() throws {
        let cluster = try PostgresCluster()
        let server = try BareServer(on: cluster.database())
        let pushes = DispatchGroup()
        let hands = try (1...6).map { try Hand(server, device: "device-\($0)", replica: UInt64($0)) }
        let acknowledged = Gathered<RecordID>()
        let isOver = Mutex(false)
        for hand in hands {
            let crowd = Crowd(hand: hand, acknowledged: acknowledged)
            pushes.enter()
            Thread {
                while !isOver.withLock({ $0 }) { crowd.push() }
                pushes.leave()
            }.start()
        }
        for _ in 0..<3 {
            usleep(300_000)
            try cluster.crash()
        }
        usleep(300_000)
        isOver.withLock { $0 = true }
        pushes.wait()
        let reader = try Hand(server, device: "reader", replica: 99)
        try reader.pull()
        let sent = Set(acknowledged.all)
        #expect(sent.count > 20)
        #expect(sent.subtracting(reader.records.keys).isEmpty, "what was acknowledged is there")
        #expect(reader.records.values.allSatisfy { $0.state.registers[.body]?.siblings.count == 1 })
        #expect(reader.sum == reader.digest)
        #expect(try server.admin.examine().faults.isEmpty)
    }

    // MARK: Lives

    @Test func `a dump that is restored elsewhere begins a new life, once for all processes`() throws {
        let (team, before) = (team, try store.read { try $0.life() })
        let change = Change(
            dot: Dot(ReplicaID(bits: 1), 1), stamp: Stamp(milliseconds: 1), record: try note("a"), author: "Sam",
            device: "laptop", context: Context(), assigns: FieldMap([]))
        let acceptance = Acceptance(received: 5, revision: 1)
        try store.write { try $0.keep(change, hash: Digest(), acceptance: acceptance, in: team) }
        let restored = try database.restored()
        let lives = try (0..<2).map { _ in try restored.store(clock: { 9 }).read { try $0.life() } }
        #expect(lives[0].epoch != before.epoch && lives[0].since == 9 && lives[0].backup == 5)
        #expect(lives[0] == lives[1])
        #expect(try store.read { try $0.life() } == before)
    }

    @Test func `a database that was recovered to an earlier moment begins a new life`() throws {
        let before = try store.read { try $0.life() }
        try database.run("UPDATE fieldnotes.server SET timeline = timeline - 1")
        let after = try database.store(clock: { 9 }).read { try $0.life() }
        #expect(after.epoch != before.epoch && after.since == 9)
    }

    @Test func `where a standby took over for which every commit had waited, life goes on`() throws {
        let before = try store.read { try $0.life() }
        try database.run("UPDATE fieldnotes.server SET timeline = timeline - 1, hasStandby = 1")
        #expect(try database.store().read { try $0.life() } == before)
        #expect(try database.run("SELECT hasStandby FROM fieldnotes.server") == "0\n")
    }

    // MARK: Parts

    /// Ends every connection to the database.
    private static func cut(_ database: PostgresDatabase) throws {
        try database.run(
            """
            SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
            WHERE datname = '\(database.name)' AND usename = 'fieldnotes'
            """)
    }

    private func cutAll() throws { try PostgresFailureTests.cut(database) }
}

/// One device that pushes note after note, each until it has an answer. Its thread alone uses it.
private final class Crowd: @unchecked Sendable {
    private let hand: Hand
    private let acknowledged: Gathered<RecordID>
    private var pending: Change?
    private var count = 0

    init(hand: Hand, acknowledged: Gathered<RecordID>) {
        self.hand = hand
        self.acknowledged = acknowledged
    }

    func push() {
        do {
            count += pending == nil ? 1 : 0
            let change = try pending ?? hand.change(try note("\(hand.device)-\(count)"), to: "words")
            pending = change
            let outcome = try hand.answer([change]).outcomes.first
            #expect(outcome?.isAccepted == true || outcome?.isDuplicate == true)
            acknowledged.add(change.record)
            pending = nil
        } catch UpstreamError.busy {
            usleep(20_000)
        } catch {
            Issue.record(error)
        }
    }
}
