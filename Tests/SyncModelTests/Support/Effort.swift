import Foundation

/// How much random testing is done: all of it, or the share that `FIELDNOTES_TEST_PERCENT` names, for runs that only ask
/// whether a fault is noticed at all.
enum Effort {
    static let percent: Int = {
        let wanted = ProcessInfo.processInfo.environment["FIELDNOTES_TEST_PERCENT"].flatMap { Int($0) }
        return min(max(wanted ?? 100, 1), 10_000)
    }()

    static func histories(_ whole: Int) -> Int { max(whole * percent / 100, 1) }
}
