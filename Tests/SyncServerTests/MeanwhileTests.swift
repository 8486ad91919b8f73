import SyncModel
import SyncServer
import Synchronization
import TestSupport
import Testing

/// What others do between the steps of a request: before it is taken in, and before it is answered.
@Suite(.onEveryStore) struct MeanwhileTests {
    /// Does something once when the head has moved, before the answer is read.
    private final class Meddler: ServiceListener {
        let act = Mutex<(@Sendable () -> Void)?>(nil)

        func headMoved(of team: Team, to sequence: UInt64) {
            let act = self.act.withLock { act in
                defer { act = nil }
                return act
            }
            act?()
        }

        func accessEnded(of device: Int64) {}
    }

    private let meddler: Meddler
    private let server: BareServer
    private let sam: Hand

    init() throws {
        meddler = Meddler()
        server = try BareServer(listener: meddler)
        sam = try Hand(server, device: "sam-laptop", replica: 1)
    }

    @Test func `a record that another altered meanwhile is told, though one's own change was accepted`() throws {
        let id = try note("a")
        let change = sam.change(id, to: "mine")
        let office = try server.session("Priya Nair", device: "office-pc")
        let other = Change(
            dot: Dot(ReplicaID(bits: 2), 1), stamp: Stamp(milliseconds: 0), record: id, author: "Priya Nair",
            device: "office-pc", context: Context(), assigns: change.assigns)
        meddler.act.withLock {
            $0 = {
                let request = SyncRequest(replica: other.dot.replica, cursor: nil, changes: [other])
                #expect(throws: Never.self) { try office.sync(request) }
            }
        }
        let response = try sam.push(change)
        #expect(response.outcomes.map(\.isAccepted) == [true])
        #expect(response.records.map(\.id) == [id])
        #expect(sam.sum == response.digest)
    }

    @Test func `whoever lost access meanwhile is told nothing`() throws {
        let (admin, team) = (server.admin, server.team)
        meddler.act.withLock {
            $0 = { #expect(throws: Never.self) { try admin.revoke(device: "sam-laptop", of: team) } }
        }
        #expect(throws: UpstreamError.self) { try sam.push(sam.change(try note("a"), to: "mine")) }
    }

    @Test func `whoever is forestalled in the last moment takes the next place in the sequence`() throws {
        let office = try Hand(server, member: "Priya Nair", device: "office-pc", replica: 2)
        let (session, other) = (office.session, office.change(try note("b"), to: "first in the door"))
        let store = HeldStore(
            store: server.store,
            before: {
                let request = SyncRequest(replica: other.dot.replica, cursor: nil, changes: [other])
                #expect(throws: Never.self) { try session.sync(request) }
            })
        let service = SyncService(store: store, seal: Seal(secret: [1]), clock: { 0 })
        let device = try server.join(device: "kiosk")
        let mine = Change(
            dot: Dot(ReplicaID(bits: 3), 1), stamp: Stamp(milliseconds: 0), record: try note("a"), author: "Sam Okafor",
            device: "kiosk", context: Context(), assigns: other.assigns)
        let request = SyncRequest(replica: mine.dot.replica, cursor: nil, changes: [mine])
        guard case .told(let response) = try service.session(for: device).sync(request) else { throw CursorForked() }
        #expect(response.outcomes.map(\.isAccepted) == [true])
        try office.pull()
        #expect(Set(office.records.keys) == [mine.record, other.record])
        #expect(office.sum == office.digest)
    }
}
