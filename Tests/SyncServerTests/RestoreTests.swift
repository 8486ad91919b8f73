import SyncModel
import SyncServer
import TestSupport
import Testing

@Suite(.onEveryStore) struct RestoreTests {
    let server: BareServer

    init() throws {
        server = try BareServer()
    }

    @Test(arguments: ["", "nonsense", "AQ", String(repeating: "A", count: 44)])
    func `what is no cursor of this server is forked`(cursor: String) throws {
        let sam = try Hand(server, device: "sam-laptop", replica: 1)
        sam.cursor = cursor
        #expect(throws: CursorForked.self) { try sam.push() }
    }

    @Test func `a cursor past what a restored server has is forked`() throws {
        let sam = try Hand(server, device: "sam-laptop", replica: 1)
        let restored = try server.restored()
        try sam.push(sam.change(try note("a"), to: "words"))
        try expectForked(sam.cursor, on: restored, "sam-laptop")
    }

    @Test func `a cursor of another past of the same length is forked`() throws {
        let sam = try Hand(server, device: "sam-laptop", replica: 1)
        try sam.push(sam.change(try note("a"), to: "words"))
        let restored = try server.restored()
        try sam.push(sam.change(try note("b"), to: "lost"))
        let other = Dot(ReplicaID(bits: 4), 1)
        let change = Change(
            dot: other, stamp: Stamp(milliseconds: 0), record: try note("c"), author: "Sam Okafor",
            device: "sam-laptop", context: Context(),
            assigns: FieldMap([(.body, Assignment(value: Value(text: "since"), replaces: []))]))
        let session = try session(of: "sam-laptop", on: restored)
        _ = try session.sync(SyncRequest(replica: other.replica, cursor: nil, changes: [change]))
        try expectForked(sam.cursor, on: restored, "sam-laptop")
    }

    @Test func `a cursor from within a push of another past is forked`() throws {
        let sam = try Hand(server, device: "sam-laptop", replica: 1)
        let restored = try server.restored()
        try sam.push(sam.change(try note("a"), to: "a"), sam.change(try note("b"), to: "b"))
        let paging = SyncRequest(replica: ReplicaID(bits: 8), cursor: nil, pageBytes: 1)
        guard case .told(let page) = try sam.session.sync(paging) else { throw CursorForked() }
        #expect(page.more)
        let other = try Hand(restored, member: "Priya Nair", device: "office-pc", replica: 2)
        try other.push(other.change(try note("c"), to: "c"), other.change(try note("d"), to: "d"))
        try expectForked(page.cursor, on: restored, "sam-laptop")
    }

    @Test func `a cursor from before the backup still holds`() throws {
        let sam = try Hand(server, device: "sam-laptop", replica: 1)
        try sam.push(sam.change(try note("a"), to: "words"))
        let restored = try server.restored()
        let answer = try session(of: "sam-laptop", on: restored).sync(
            SyncRequest(replica: sam.replica, cursor: sam.cursor))
        guard case .told(let response) = answer else { throw CursorForked() }
        #expect(response.records.isEmpty)
    }

    @Test func `an offer with its receipt brings back others' work as it was`() throws {
        let (lost, restored) = try loseOneNote()
        let outcome = try offer(lost, on: restored)
        #expect(outcome == .taken)
        let told = try told(by: restored, note("a"))
        #expect(told.state == lost.state)
        #expect(told.receipt == lost.receipt)
        #expect(try offer(lost, on: restored) == .known)
    }

    @Test func `an offer without a good receipt is taken in as the word of whoever brings it`() throws {
        let (lost, restored) = try loseOneNote()
        let forged = ToldRecord(id: lost.id, state: lost.state, receipt: Receipt([UInt8](repeating: 1, count: 16)))
        #expect(try offer(forged, on: restored) == .taken)
        let told = try told(by: restored, note("a"))
        #expect(told.state.registers[.body]?.siblings.map(\.value) == [Value(text: "Sam's words")])
        #expect(told.state.origins.map(\.author) == ["Priya Nair"])
    }

    @Test func `an offer without a good receipt removes nothing`() throws {
        let sam = try Hand(server, device: "sam-laptop", replica: 1)
        _ = try Hand(server, member: "Priya Nair", device: "office-pc", replica: 2)
        try sam.push(sam.change(try note("a"), to: "Sam's words"))
        var empty = RecordState()
        empty.context.note(Dot(sam.replica, 1))
        empty.context.note(Dot(ReplicaID(bits: 66), 1))
        let offered = ToldRecord(id: try note("a"), state: empty, receipt: nil)
        #expect(try offer(offered, on: server) == .taken)
        let told = try told(by: server, note("a"))
        #expect(told.state.registers[.body]?.siblings.map(\.value) == [Value(text: "Sam's words")])
    }

    @Test func `a change that came back in an offer is a duplicate`() throws {
        let (lost, restored) = try loseOneNote()
        _ = try offer(lost, on: restored)
        let change = try #require(try self.session(of: "sam-laptop", on: server).history(of: lost.id).first)
        let session = try session(of: "sam-laptop", on: restored)
        let answer = try session.sync(
            SyncRequest(replica: change.change.dot.replica, cursor: nil, changes: [change.change]))
        guard case .told(let response) = answer else { throw CursorForked() }
        #expect(response.outcomes == [.duplicate(nil)])
    }

    @Test func `revisions go on behind those that came back in an offer`() throws {
        let sam = try Hand(server, device: "sam-laptop", replica: 1)
        let priya = try Hand(server, member: "Priya Nair", device: "office-pc", replica: 2)
        let (restored, id) = (try server.restored(), try note("a"))
        for text in ["one", "two", "three"] {
            try sam.push(sam.change(id, to: text, seen: priya.state(id)))
            try priya.pull()
        }
        let lost = try #require(priya.records[id])
        _ = try offer(lost, on: restored)
        let next = try change(of: lost, to: "four", replica: 11)
        _ = try session(of: "office-pc", on: restored).sync(
            SyncRequest(replica: next.dot.replica, cursor: nil, changes: [next]))
        let kept = try session(of: "office-pc", on: restored).history(of: id)
        #expect(kept.map(\.acceptance.revision) == [4])
    }

    @Test func `a change of other words under a name that came back in an offer is not that one`() throws {
        let (lost, restored) = try loseOneNote()
        _ = try offer(lost, on: restored)
        let first = try #require(try self.session(of: "sam-laptop", on: server).history(of: lost.id).first).change
        let other = Change(
            dot: first.dot, stamp: first.stamp, record: first.record, author: first.author, device: first.device,
            context: first.context,
            assigns: FieldMap([(.body, Assignment(value: Value(text: "Of another life."), replaces: []))]))
        let answer = try session(of: "sam-laptop", on: restored).sync(
            SyncRequest(replica: other.dot.replica, cursor: nil, changes: [other]))
        guard case .told(let response) = answer else { throw CursorForked() }
        #expect(response.outcomes == [.forked], "its writer sends it again under another name")
    }

    @Test func `no change is passed over on a stranger's word`() throws {
        let (lost, restored) = try loseOneNote()
        let claim = ToldRecord(id: lost.id, state: lost.state, receipt: nil)
        _ = try offer(claim, on: restored)
        let change = try #require(try self.session(of: "sam-laptop", on: server).history(of: lost.id).first)
        let session = try session(of: "sam-laptop", on: restored)
        let answer = try session.sync(
            SyncRequest(replica: change.change.dot.replica, cursor: nil, changes: [change.change]))
        guard case .told(let response) = answer else { throw CursorForked() }
        #expect(response.outcomes == [.forked], "its writer sends it again under another name")
    }

    @Test func `a base that came in an offer is found when a merge needs it`() throws {
        let (lost, restored) = try loseOneNote()
        _ = try offer(lost, on: restored)
        let first = try change(of: lost, to: "one", replica: 11)
        let second = try change(of: lost, to: "two", replica: 12)
        let session = try session(of: "office-pc", on: restored)
        _ = try session.sync(SyncRequest(replica: first.dot.replica, cursor: nil, changes: [first]))
        _ = try session.sync(SyncRequest(replica: second.dot.replica, cursor: nil, changes: [second]))
        let told = try told(by: restored, lost.id)
        #expect(told.state.base(.body) == Value(text: "Sam's words"))
    }

    @Test func `a base that only an outbox holds is taken from an offer of what is known`() throws {
        let (lost, restored) = try loseOneNote()
        _ = try offer(lost, on: restored)
        var register = try #require(lost.state.registers[.body])
        let gone = Dot(ReplicaID(bits: 21), 1)
        register.replaced = [Register.Entry(dot: gone, value: Value(text: "before"), replaces: [])]
        var state = lost.state
        state.registers[.body] = register
        #expect(try offer(ToldRecord(id: lost.id, state: state, receipt: lost.receipt), on: restored) == .known)
        let team = try #require(try restored.store.read { try $0.team(named: restored.team) })
        let kept = try restored.store.read { try $0.offeredEntry(gone, of: .body, of: lost.id, in: team) }
        #expect(kept?.value == Value(text: "before"))
    }

    @Test func `an offer with its receipt is the server's word, whatever bases its sender added`() throws {
        let (lost, restored) = try loseOneNote()
        var state = lost.state
        state.registers[.body]?.replaced = [
            Register.Entry(dot: Dot(ReplicaID(bits: 21), 1), value: Value(text: "before"), replaces: [])
        ]
        _ = try offer(ToldRecord(id: lost.id, state: state, receipt: lost.receipt), on: restored)
        #expect(try told(by: restored, lost.id).state == lost.state)
    }

    @Test func `each offer has its own answer, in the order of the offers`() throws {
        let (lost, restored) = try loseOneNote()
        _ = try offer(lost, on: restored)
        let other = try note("b")
        let unknown = ToldRecord(id: other, state: lost.state, receipt: nil)
        let request = SyncRequest(replica: ReplicaID(bits: 2), cursor: nil, offers: [lost, unknown])
        let answer = try session(of: "office-pc", on: restored).sync(request)
        guard case .told(let response) = answer else { throw CursorForked() }
        #expect(response.offers == [.known, .taken])
    }

    // MARK: Parts

    /// A note that Sam wrote and Priya read after the backup was taken.
    private func loseOneNote() throws -> (lost: ToldRecord, restored: BareServer) {
        let sam = try Hand(server, device: "sam-laptop", replica: 1)
        let priya = try Hand(server, member: "Priya Nair", device: "office-pc", replica: 2)
        let restored = try server.restored()
        try sam.push(sam.change(try note("a"), to: "Sam's words"))
        try priya.pull()
        return (try #require(priya.records[try note("a")]), restored)
    }

    private func change(of told: ToldRecord, to text: String, replica: UInt64) throws -> Change {
        let replaces = told.state.registers[.body]?.siblings.map(\.dot) ?? []
        return Change(
            dot: Dot(ReplicaID(bits: replica), 1), stamp: Stamp(milliseconds: 0), record: told.id, author: "Priya Nair",
            device: "office-pc", context: told.state.context,
            assigns: FieldMap([(.body, Assignment(value: Value(text: text), replaces: replaces))]))
    }

    private func offer(_ told: ToldRecord, on server: BareServer) throws -> OfferOutcome? {
        let request = SyncRequest(replica: ReplicaID(bits: 2), cursor: nil, offers: [told])
        guard case .told(let response) = try session(of: "office-pc", on: server).sync(request) else {
            throw CursorForked()
        }
        return response.offers.first
    }

    private func told(by server: BareServer, _ id: RecordID) throws -> ToldRecord {
        let reader = try Hand(server, member: "Dana", device: "tablet-\(UInt32.random(in: 0...UInt32.max))", replica: 3)
        try reader.pull()
        return try #require(reader.records[id])
    }

    private func identity(_ device: String, on server: BareServer) throws -> DeviceIdentity {
        let team = try #require(try server.store.read { try $0.team(named: server.team) })
        let devices = try server.store.read { try $0.devices(of: team) }
        return try #require(devices.first { $0.device == device })
    }

    private func session(of device: String, on server: BareServer) throws -> Session {
        server.service.session(for: try identity(device, on: server))
    }

    private func expectForked(_ cursor: String?, on server: BareServer, _ device: String) throws {
        let answer = try session(of: device, on: server).sync(SyncRequest(replica: ReplicaID(bits: 1), cursor: cursor))
        #expect(answer == .cursorForked(serverTime: server.clock.now))
    }
}
