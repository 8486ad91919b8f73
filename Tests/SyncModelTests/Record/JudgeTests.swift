import Testing

@testable import SyncModel

/// The order in which a change is judged, one row for each place where two reasons meet.
@Suite struct JudgeTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let testDescription: String
        var named: Context = context((2, 3))
        var held: Context = context((2, 3))
        var offered = Context()
        var remembered: Remembered?
        var refusal: Refusal?
        var milliseconds: Int64 = 0
        let verdict: String
    }

    private static let hash = Digest(high: 1)
    private static let refusal = Refusal(.forbidden, "No.")

    static let rows = [
        Row(testDescription: "all in sight", verdict: "accepted"),
        Row(testDescription: "not all in sight", held: context((2, 3), (3, 1)), verdict: "concurrent"),
        Row(testDescription: "more in sight than is here", named: context((2, 3), (3, 1)), verdict: "behind"),
        Row(testDescription: "both more and less", named: context((3, 1)), held: context((2, 3)), verdict: "behind"),
        Row(
            testDescription: "an own change before it is missing", named: context((1, 4)), held: Context(),
            verdict: "behind"),
        Row(
            testDescription: "an own change that it does not name", named: Context(), held: context((1, 4)),
            verdict: "forked"),
        Row(
            testDescription: "an own later change that an offer brought", named: context((1, 4)), held: context((1, 5)),
            offered: context((1, 5)), verdict: "duplicate"),
        Row(
            testDescription: "an own change offered, but not this one", named: Context(), held: context((1, 4)),
            offered: context((1, 4)), verdict: "forked"),
        Row(testDescription: "in sight of itself", named: context((1, 5)), held: context((1, 5)), verdict: "refused"),
        Row(testDescription: "known", remembered: Remembered(hash: hash, refusal: nil), verdict: "duplicate"),
        Row(
            testDescription: "known, its stamp in the future", remembered: Remembered(hash: hash, refusal: nil),
            milliseconds: 60_001, verdict: "duplicate"),
        Row(
            testDescription: "known, and refused by now", remembered: Remembered(hash: hash, refusal: nil),
            refusal: refusal,
            verdict: "duplicate"),
        Row(
            testDescription: "refused before", remembered: Remembered(hash: hash, refusal: refusal), verdict: "refused"),
        Row(
            testDescription: "refused before, sent with other bytes",
            remembered: Remembered(hash: Digest(high: 2), refusal: refusal), verdict: "forked"),
        Row(
            testDescription: "known with other bytes", remembered: Remembered(hash: Digest(high: 2), refusal: nil),
            milliseconds: 60_001, verdict: "forked"),
        Row(
            testDescription: "refused, its stamp in the future", refusal: refusal, milliseconds: 60_001,
            verdict: "refused"),
        Row(testDescription: "a minute ahead", milliseconds: 60_000, verdict: "accepted"),
        Row(testDescription: "more than a minute ahead", milliseconds: 60_001, verdict: "stampInFuture"),
        Row(
            testDescription: "ahead, and behind", named: context((3, 1)), milliseconds: 60_001, verdict: "stampInFuture"
        ),
    ]

    @Test(arguments: rows) func `a change is judged in this order`(row: Row) {
        let change = change(
            1, 5, [.kind: (value(1), [])], seen: row.named, stamp: Stamp(milliseconds: row.milliseconds).bits)
        let judge = Judge(
            change: change, hash: Self.hash, remembered: row.remembered, refusal: row.refusal, context: row.held,
            offered: row.offered, now: 0)
        #expect(judge.verdict.name == row.verdict)
    }
}
