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
}
