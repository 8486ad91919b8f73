import Foundation
import Synchronization

/// Plays many seeds in several processes, and gathers what came of them.
final class Fleet: Sendable {
    struct Sum {
        var played = 0
        var tally: [String: Int] = [:]
        var failed: [Run] = []
    }

    private let first: UInt64
    private let count: UInt64
    private let steps: Int
    private let next = Mutex<UInt64>(0)
    private let sum = Mutex(Sum())

    /// After so many failures the rest is not played: there is enough to mend.
    private static let failuresMax = 10

    init(first: UInt64, count: UInt64, steps: Int) {
        self.first = first
        self.count = count
        self.steps = steps
    }

    /// - Parameter report: told after each seed what came of all so far.
    func play(workers: Int, report: @Sendable (Sum) -> Void) -> Sum {
        DispatchQueue.concurrentPerform(iterations: workers) { _ in
            var player = try? Player(steps: steps)
            while let seed = nextSeed() {
                let run = player?.play(seed)
                if run == nil { player = try? Player(steps: steps) }
                report(take(run ?? Fleet.crashed(seed)))
            }
        }
        return sum.withLock { $0 }
    }

    private static func crashed(_ seed: UInt64) -> Run {
        Run(seed: seed, trace: 0, tally: [:], trouble: Trouble(.crashed, "the program ended over this seed"))
    }

    private func nextSeed() -> UInt64? {
        guard sum.withLock({ $0.failed.count }) < Fleet.failuresMax else { return nil }
        return next.withLock { next in
            guard next < count else { return nil }
            next += 1
            return first + next - 1
        }
    }

    private func take(_ run: Run) -> Sum {
        sum.withLock { sum in
            sum.played += 1
            sum.tally.merge(run.tally, uniquingKeysWith: +)
            if run.trouble != nil { sum.failed.append(run) }
            return sum
        }
    }
}
