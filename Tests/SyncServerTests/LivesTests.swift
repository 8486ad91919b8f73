import SyncModel
import SyncServer
import TestSupport
import Testing

/// The lives of a server: each begins when its database is put back to an older copy of itself.
@Suite(.onEveryStore) final class LivesTests: TwoHands {
    @Test func `a server put back by hand learns it from the first cursor of its lost past, and tells everyone`() throws
    {
        try sam.push(sam.change(try note("a"), to: "kept"))
        try priya.pull()
        let restored = try putBack { try sam.push(sam.change(try note("b"), to: "lost")) }
        #expect(try isKnown(priya, on: restored))
        #expect(try !isKnown(sam, on: restored))
        #expect(try !isKnown(priya, on: restored), "a new life has begun")
        let life = try restored.store.read { try $0.life() }
        #expect(life.since == server.clock.now - 1_000)
        #expect(life.backup == server.clock.now - 2_000)
    }

    @Test func `of a life that the server never heard of, one cursor begins the next, and others find it begun`() throws
    {
        let restored = try putBack {
            try server.store.write { try $0.begin(Life(epoch: 7, since: 0, backup: nil)) }
            try priya.pull()
            try sam.push(sam.change(try note("a"), to: "lost"))
        }
        #expect(sam.cursor != priya.cursor)
        #expect(try !isKnown(sam, on: restored))
        let life = try restored.store.read { try $0.life() }
        #expect(try !isKnown(priya, on: restored))
        #expect(try restored.store.read { try $0.life() } == life)
    }

    @Test func `no stranger's cursor makes a server begin anew`() throws {
        let epoch = try server.store.read { try $0.epoch() }
        let other = try BareServer()
        // Its seal is broken, so nothing in it is believed.
        let stranger = try Hand(other, device: "tablet", replica: 3)
        try stranger.push(stranger.change(try note("z"), to: "elsewhere"))
        sam.cursor = stranger.cursor.map { String($0.dropLast(2)) + "AA" }
        #expect(try !isKnown(sam, on: server))
        #expect(try server.store.read { try $0.epoch() } == epoch)
    }

    @Test func `a cursor from the middle of the reading vouches for what was sent past it`() throws {
        try priya.push(priya.change(try note("a"), to: "a"), priya.change(try note("b"), to: "b"))
        let restored = try putBack { try sam.push(sam.change(try note("c"), to: "lost"), pageBytes: 1) }
        #expect(sam.records.count == 1, "it has read one page")
        #expect(try !isKnown(sam, on: restored))
    }

    @Test func `a new change under an id of an earlier life is forked, a known one is not`() throws {
        let known = sam.change(try note("a"), to: "known")
        try sam.push(known)
        let restored = try server.restored()
        try restored.store.write { try $0.begin(Life(epoch: 7, since: 0, backup: nil)) }
        let session = try self.session(of: sam, on: restored)
        let changes = [known, sam.change(try note("b"), to: "new")]
        let answer = try session.sync(SyncRequest(replica: sam.replica, cursor: nil, changes: changes))
        guard case .told(let response) = answer else { throw CursorForked() }
        #expect(response.outcomes.map(\.isDuplicate) == [true, false])
        #expect(response.outcomes.last == .forked)
    }

    @Test func `two texts under one dot are both kept, and offered twice they are kept once`() throws {
        let id = try note("a")
        let restored = try putBack {
            try sam.push(sam.change(id, to: "of the lost life"))
            try priya.pull()
        }
        let twin = Change(
            dot: Dot(sam.replica, 1), stamp: Stamp(milliseconds: 0), record: id, author: sam.member,
            device: sam.device, context: Context(),
            assigns: FieldMap([(.body, Assignment(value: Value(text: "of this life"), replaces: []))]))
        _ = try session(of: sam, on: restored).sync(SyncRequest(replica: sam.replica, cursor: nil, changes: [twin]))
        let offer = try #require(priya.records[id])
        #expect(try self.offer(offer, by: priya, on: restored) == .taken)
        let state = try stored(id, on: restored)
        #expect(Set(texts(state)) == ["of the lost life", "of this life"])
        #expect(state.registers[.body]?.siblings.allSatisfy { $0.dot != twin.dot } == true)
        #expect(Set(state.origins.map(\.author)) == [sam.member])
        #expect(try self.offer(offer, by: sam, on: restored) == .known)
        #expect(try stored(id, on: restored) == state)
    }

    @Test func `a text offered without a receipt is kept beside another of its name`() throws {
        let id = try note("a")
        try sam.push(sam.change(id, to: "of this life"))
        let other = Change(
            dot: Dot(sam.replica, 1), stamp: Stamp(milliseconds: 0), record: id, author: sam.member,
            device: sam.device, context: Context(),
            assigns: FieldMap([(.body, Assignment(value: Value(text: "of another"), replaces: []))]))
        var state = RecordState()
        state.apply(other)
        for hand in [priya, sam] {
            _ = try offer(ToldRecord(id: id, state: state, receipt: nil), by: hand, on: server)
            #expect(Set(texts(try stored(id, on: server))) == ["of this life", "of another"])
        }
    }

    // MARK: Parts

    /// The server as it was before `lost` happened.
    private func putBack(_ lost: () throws -> Void) throws -> BareServer {
        let restored = try server.restored()
        server.clock.advance(milliseconds: 1_000)
        try lost()
        server.clock.advance(milliseconds: 1_000)
        return restored
    }

    private func session(of hand: Hand, on server: BareServer) throws -> Session {
        let team = try #require(try server.store.read { try $0.team(named: server.team) })
        let devices = try server.store.read { try $0.devices(of: team) }
        return server.service.session(for: try #require(devices.first { $0.device == hand.device }))
    }

    private func isKnown(_ hand: Hand, on server: BareServer) throws -> Bool {
        let request = SyncRequest(replica: hand.replica, cursor: hand.cursor)
        if case .told = try session(of: hand, on: server).sync(request) { return true }
        return false
    }

    private func offer(_ told: ToldRecord, by hand: Hand, on server: BareServer) throws -> OfferOutcome? {
        let request = SyncRequest(replica: hand.replica, cursor: nil, offers: [told])
        guard case .told(let response) = try session(of: hand, on: server).sync(request) else { throw CursorForked() }
        return response.offers.first
    }

    private func stored(_ id: RecordID, on server: BareServer) throws -> RecordState {
        try #require(
            try server.store.read { store in
                try store.team(named: server.team).flatMap { try store.record(id, of: $0)?.state }
            })
    }

    private func texts(_ state: RecordState) -> [String] {
        state.registers[.body]?.siblings.compactMap { $0.value?.text } ?? []
    }
}
