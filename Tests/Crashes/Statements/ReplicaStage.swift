import SyncModel
import SyncServer
import TestSupport

@testable import SyncClient

/// What a replica does in one transaction.
enum ReplicaAct: CaseIterable {
    case saveAnEdit
    case writeTheBatch
    /// Settles the outcomes of the batch, applies the page and moves the cursor.
    case takeTheAnswer
}

/// A replica that is about to act, as often as it is asked for.
final class ReplicaStage {
    let act: ReplicaAct
    private let folder: TemporaryDirectory
    private let files: Stillness
    private let server: BareServer
    private let device: DeviceIdentity
    private var batch = Batch(request: SyncRequest(replica: ReplicaID(bits: 1), cursor: nil))
    private var answer: SyncResponse?

    /// Sam has unsent edits, one of which the server will refuse; Priya's changes wait on the server, one of the same note.
    init(_ act: ReplicaAct) throws {
        self.act = act
        folder = try TemporaryDirectory()
        server = try BareServer(team: Office.team)
        device = try server.join("Sam", device: "Sam-laptop")
        let sam = Laptop("Sam", on: Disk(in: folder, seed: 1), seed: 1)
        let session = ReplicaStage.session(of: device, on: server.store)
        try ReplicaStage.disagree(
            sam, on: session, Laptop("Priya", on: try Disk(seed: 2), seed: 2),
            on: ReplicaStage.session(of: try server.join("Priya", device: "Priya-laptop"), on: server.store))
        if act == .takeTheAnswer {
            batch = try sam.replica.write { try $0.gather(.standard, sends: true, offers: false) }
            guard case .told(let response) = try session.sync(batch.request) else { throw NotTold() }
            answer = response
        }
        sam.close()
        files = try Stillness(of: sam.directory)
    }

    private struct NotTold: Error {}

    /// Leaves `sam` with much to send and to be told.
    static func disagree(_ sam: Laptop, on first: any Upstream, _ priya: Laptop, on second: any Upstream) throws {
        try sam.join(Office.welcome("Sam"))
        try priya.join(Office.welcome("Priya"))
        for key in ["a", "b", "c"] { try sam.write("First words.", to: key) }
        try sam.sync(first)
        try priya.sync(second)
        for key in ["a", "d", "e"] { try priya.write("Priya's words.", to: key) }
        try priya.sync(second)
        for key in ["a", "b", "f"] { try sam.write("Sam's words.", to: key) }
        try sam.write(String(repeating: "too large ", count: 500), to: "g")
        try sam.withdraw("c")
    }

    /// Sam's replica as it was before the act, on a disk of its own.
    func laptop() throws -> Laptop {
        try files.putBack()
        return Laptop("Sam", on: Disk(in: folder, seed: 1), seed: 3)
    }

    func play(on laptop: Laptop) throws {
        switch act {
        case .saveAnEdit: try laptop.write("Sam's other words.", to: "b")
        case .writeTheBatch: _ = try laptop.replica.write { try $0.gather(.standard, sends: true, offers: false) }
        case .takeTheAnswer:
            guard let answer else { throw NotTold() }
            _ = try laptop.replica.write { try $0.take(answer, for: batch, clockOffset: 0) }
        }
    }

    /// The server as it is before the next sync.
    func upstream() throws -> any Upstream {
        ReplicaStage.session(of: device, on: try server.restored().store)
    }

    private static func session(of device: DeviceIdentity, on store: any ServerStore) -> Session {
        SyncService(store: store, seal: Seal(secret: [7]), limits: Office.limits, clock: { FixedClock().now })
            .session(for: device)
    }
}
