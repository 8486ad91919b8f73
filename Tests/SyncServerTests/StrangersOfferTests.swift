import SyncModel
import SyncServer
import TestSupport
import Testing

/// A state that no server vouches for is the word of whoever brings it.
@Suite(.onEveryStore) struct StrangersOfferTests {
    @Test func `it is dated no later than now, or it would be the last word for years`() throws {
        let server = try BareServer()
        let sam = try Hand(server, device: "sam-laptop", replica: 1)
        let priya = try Hand(server, member: "Priya Nair", device: "office-pc", replica: 2)
        let id = try note("a")
        let later = Stamp(milliseconds: server.clock.now + 10 * 365 * 86_400_000)
        var state = RecordState()
        state.apply(sam.change(id, to: "words", at: later), acceptance: nil)
        let response = try priya.push([], offers: [ToldRecord(id: id, state: state, receipt: nil)])
        #expect(response.offers == [.taken])
        try sam.pull()
        #expect(sam.state(id).origins.map { $0.stamp.isInFuture(of: server.clock.now) } == [false])
    }

    @Test func `a base under a name that has two lives is let go, or nobody could read the record`() throws {
        let server = try BareServer()
        let sam = try Hand(server, device: "sam-laptop", replica: 1)
        let priya = try Hand(server, member: "Priya Nair", device: "office-pc", replica: 2)
        let id = try note("a")
        try sam.push(sam.change(id, to: "of this server"))
        let elsewhere = try Hand(server, device: "its-copy", replica: 1)
        let tablet = try Hand(server, device: "tablet", replica: 3)
        var base = RecordState()
        base.apply(elsewhere.change(id, to: "of another"))
        var divided = base
        divided.apply(elsewhere.change(id, to: "of another, and more", seen: base))
        divided.apply(tablet.change(id, to: "of another, or less", seen: base)) { field, dot in
            base.registers[field]?.siblings.first { $0.dot == dot }
        }
        #expect(divided.registers[.body]?.replaced.count == 1)
        let response = try priya.push([], offers: [ToldRecord(id: id, state: divided, receipt: nil)])
        #expect(response.offers == [.taken])
        try sam.pull()
        let told = sam.state(id)
        #expect(told.registers[.body]?.siblings.count == 3)
        #expect(try RecordState(json: told.json) == told)
    }
}
