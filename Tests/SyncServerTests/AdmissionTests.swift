import SyncModel
import SyncServer
import TestSupport
import Testing

/// What is not taken in, whatever it meets.
@Suite(.onEveryStore) struct AdmissionTests {
    let server: BareServer
    let zoe: Hand

    init() throws {
        server = try BareServer()
        zoe = try Hand(server, member: "Zo\u{EB}", device: "zoe-laptop", replica: 1)
    }

    private func change(author: String, device: String, assigns: FieldMap<Assignment>) throws -> Change {
        Change(
            dot: Dot(zoe.replica, 1), stamp: Stamp(milliseconds: 0), record: try note("a"), author: author,
            device: device, context: Context(), assigns: assigns)
    }

    private let words = FieldMap([(FieldKey.body, Assignment(value: Value(text: "words"), replaces: []))])

    @Test(arguments: [("Sam Okafor", "zoe-laptop"), ("Zo\u{EB}", "office-pc"), ("Zoe\u{308}", "zoe-laptop")])
    func `a change is signed byte for byte as its device's`(author: String, device: String) throws {
        let forged = try change(author: author, device: device, assigns: words)
        #expect(try zoe.push(forged).outcomes.map(\.refusal) == [.forbidden])
    }

    @Test func `a change that assigns nothing is invalid`() throws {
        let empty = try change(author: zoe.member, device: zoe.device, assigns: FieldMap())
        #expect(try zoe.push(empty).outcomes.map(\.refusal) == [.invalid])
    }

    @Test func `a record grows no further than an answer carries, and can be settled then`() throws {
        var limits = Limits()
        limits.recordBytes = 4_096
        let server = try BareServer(limits: limits)
        let sam = try Hand(server, device: "sam-laptop", replica: 1)
        let id = try note("a")
        let outcomes = try (0..<5).map { number in
            var seen = RecordState()
            if number > 0 { seen.context.note(Dot(sam.replica, UInt64(min(number, 3)))) }
            return try sam.push(sam.change(id, to: String(repeating: "a", count: 1_000), seen: seen)).outcomes
        }
        #expect(outcomes.map { $0.map(\.refusal) } == [[nil], [nil], [nil], [.tooLarge], [.tooLarge]])
        try sam.pull()
        #expect(sam.state(id).registers[.body]?.siblings.count == 3)
        let settled = sam.change(id, to: String(repeating: "b", count: 2_000), seen: sam.state(id))
        #expect(try sam.push(settled).outcomes.map(\.isAccepted) == [true])
    }

    @Test func `a dot that was refused is spent, whatever comes under it`() throws {
        try zoe.push(try change(author: "Sam Okafor", device: zoe.device, assigns: words))
        #expect(try zoe.push(zoe.change(try note("b"), to: "other words")).outcomes == [.forked])
    }

    @Test func `too many offers in one request are refused as a whole`() throws {
        let offers = try (0...Limits.standard.requestChanges).map {
            ToldRecord(id: try note("n\($0)"), state: RecordState(), receipt: nil)
        }
        #expect(throws: UpstreamError.self) { try zoe.push([], offers: offers) }
    }

    @Test func `a reader may offer nothing`() throws {
        try zoe.push(zoe.change(try note("a"), to: "words"))
        let reader = try server.session("Dana", device: "tablet", role: .reader)
        var state = RecordState()
        state.context.note(Dot(ReplicaID(bits: 5), 1))
        let offer = ToldRecord(id: try note("a"), state: state, receipt: nil)
        let answer = try reader.sync(SyncRequest(replica: ReplicaID(bits: 5), cursor: nil, offers: [offer]))
        guard case .told(let response) = answer, case .refused(let refusal) = response.offers.first else {
            throw CursorForked()
        }
        #expect(refusal.code == .forbidden)
    }
}
