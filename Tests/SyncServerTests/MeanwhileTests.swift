import SyncModel
import SyncServer
import Synchronization
import TestSupport
import Testing

/// What others do between the taking in of a request and its answer.
@Suite struct MeanwhileTests {
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
    private let server: ServerInMemory
    private let sam: Hand

    init() throws {
        meddler = Meddler()
        server = try ServerInMemory(listener: meddler)
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
}
