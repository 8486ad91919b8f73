import Foundation

/// How often power fails: 2,000 times, or as often as `FIELDNOTES_TEST_CRASHES` says; the share of it that
/// `FIELDNOTES_TEST_PERCENT` names, for runs that only ask whether a fault is noticed at all.
enum CrashPoints {
    static let count =
        (number("FIELDNOTES_TEST_CRASHES") ?? 2_000) * min(number("FIELDNOTES_TEST_PERCENT") ?? 100, 100) / 100
    /// The first story's seed; a loss names the seed of its own, which replays it.
    static let seed = UInt64(number("FIELDNOTES_TEST_SEED") ?? 0)

    private static func number(_ name: String) -> Int? {
        ProcessInfo.processInfo.environment[name].flatMap { Int($0) }
    }
}
