import SyncModel
import Testing

@testable import SyncClient

@Suite struct RetryTests {
    /// The waits of a call that goes on failing by `error`, where chance is always in the middle.
    private func pauses(_ error: UpstreamError) -> [Double] {
        var pauses: [Double] = []
        let retry = Retry(random: { 0.5 }, pause: { pauses.append($0) })
        #expect(throws: error) { try retry.calling { () -> Void in throw error } }
        return pauses
    }

    @Test func `waits are drawn from a span that doubles`() {
        #expect(pauses(.unreachable("cut", isConnected: true)) == [1, 2, 4])
        #expect(pauses(.busy(retryAfterSeconds: nil, nil)) == [1, 2, 4])
    }

    @Test func `a server that asks for more patience than a person has is left for later`() {
        #expect(pauses(.busy(retryAfterSeconds: 301, nil)).isEmpty)
    }

    @Test(arguments: [
        UpstreamError.untrusted("expired", ended: nil), .refused(Problem(.revoked, "withdrawn")),
        .malformed("no answer of ours"),
        .unreachable("nobody there", isConnected: false),
    ])
    func `what waiting does not mend is told at once`(error: UpstreamError) {
        #expect(pauses(error).isEmpty)
    }
}
