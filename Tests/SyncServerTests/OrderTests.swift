import Foundation
import SyncModel
import SyncServer
import Synchronization
import TestPostgres
import TestSupport
import Testing

/// A cursor never passes over a change, however late its transaction commits: sequences are given in the order of commits.
@Suite(.onEveryStore) struct OrderTests {
    private let directory: TemporaryDirectory
    /// The store as two processes of a server see it.
    private let stores: [any ServerStore]
    private let team: Team

    init() throws {
        directory = try TemporaryDirectory()
        switch StoreKind.current {
        case .sqlite:
            let store = try SQLiteStore(path: directory.appending("server.sqlite"), epoch: 1)
            stores = [store, store]
        case .postgres:
            let database = try PostgresCluster.shared.get().database()
            stores = [try database.store(), try database.store()]
        }
        team = try #require(try stores[0].write { try $0.makeTeam(named: "north-shire", identity: "id", at: 0) })
    }

    @Test(.timeLimit(.minutes(1)))
    func `a reader misses nothing of a push that is held up before its commit`() throws {
        let (isReached, isFree) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
        let held = HeldStore(
            store: stores[0],
            beforeCommit: {
                isReached.signal()
                isFree.wait()
            })
        let slow = try session(1, on: held)
        let fast = try session(2, on: stores[1])
        let reader = Reader(try session(3, on: stores[1]))
        // So that the other process need not connect first.
        try reader.poll()
        let pushes = DispatchGroup()
        let isFastDone = DispatchSemaphore(value: 0)
        DispatchQueue.global().async(group: pushes) { OrderTests.push(1, 1, through: slow) }
        isReached.wait()
        DispatchQueue.global().async(group: pushes) {
            OrderTests.push(2, 1, through: fast)
            isFastDone.signal()
        }
        // One that need not wait for the other is done long before this; one that must is still waiting.
        _ = isFastDone.wait(timeout: .now() + .seconds(2))
        try reader.poll()
        isFree.signal()
        pushes.wait()
        try reader.poll()
        #expect(reader.read == ["1-1", "2-1"])
    }

    @Test(.timeLimit(.minutes(2)))
    func `readers that poll beside sixteen writers with pauses before their commits miss nothing`() throws {
        let (writers, rounds) = (16, 10)
        let paused = stores.map { store in
            HeldStore(store: store, beforeCommit: { usleep(.random(in: 0...3_000)) })
        }
        let sessions = try (0..<writers).map { try session($0 + 1, on: paused[$0 % 2]) }
        let reader = Reader(try session(99, on: stores[1]))
        let pushes = DispatchGroup()
        for (number, session) in sessions.enumerated() {
            Thread {
                for round in 1...rounds { OrderTests.push(number + 1, round, through: session) }
                pushes.leave()
            }.start(in: pushes)
        }
        while pushes.wait(timeout: .now() + .milliseconds(1)) == .timedOut { try reader.poll() }
        try reader.poll()
        let sent = (1...writers).flatMap { writer in (1...rounds).map { "\(writer)-\($0)" } }
        #expect(reader.read == Set(sent))
        #expect(try sessions[0].head() == UInt64(writers * rounds))
    }

    // MARK: Parts

    /// Reads on from where it was, and keeps the names of what it was told.
    private final class Reader {
        private(set) var read: Set<String> = []
        private let session: Session
        private var cursor: String?

        init(_ session: Session) {
            self.session = session
        }

        func poll() throws {
            while true {
                let answer = try session.sync(SyncRequest(replica: ReplicaID(bits: 1 << 40), cursor: cursor))
                guard case .told(let response) = answer else { throw CursorForked() }
                cursor = response.cursor
                read.formUnion(response.records.map(\.id.key))
                guard response.more else { return }
            }
        }
    }

    private func session(_ number: Int, on store: any ServerStore) throws -> Session {
        let team = team
        let id = try stores[0].write { store in
            let member = try store.admit(member: "Sam", role: .member, to: team, at: 0)
            return try store.add(device: "device-\(number)", of: member, tokenHash: [UInt8(number)], at: 0)
        }
        let device = try stores[0].read { try $0.device(id) }
        let service = SyncService(store: store, seal: Seal(secret: [1]), clock: { 0 })
        return service.session(for: try #require(device))
    }

    private static func push(_ writer: Int, _ n: Int, through session: Session) {
        #expect(throws: Never.self) {
            let change = Change(
                dot: Dot(ReplicaID(bits: UInt64(writer)), UInt64(n)), stamp: Stamp(milliseconds: 0),
                record: try note("\(writer)-\(n)"), author: "Sam", device: "device-\(writer)", context: Context(),
                assigns: FieldMap([(.body, Assignment(value: Value(text: "words"), replaces: []))]))
            _ = try session.sync(SyncRequest(replica: change.dot.replica, cursor: nil, changes: [change]))
        }
    }
}

extension Thread {
    fileprivate func start(in group: DispatchGroup) {
        group.enter()
        start()
    }
}
