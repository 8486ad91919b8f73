import Foundation
import Synchronization

/// Plays many seeds in several processes, and gathers what came of them.
final class Fleet: Sendable {
    struct Sum {
        var played = 0
        var tally: [Happening: Int] = [:]
        var failed: [Run] = []
    }

    private let first: UInt64
    private let count: UInt64
    private let steps: Int
    private let next = Mutex<UInt64>(0)
    private let sum = Mutex(Sum())

    /// After so many failures the rest is not played: there is enough to mend.
    private static let failuresMax = 10
    private static let doubledEvery: UInt64 = 100

    init(first: UInt64, count: UInt64, steps: Int) {
        self.first = first
        self.count = count
        self.steps = steps
    }

    /// - Parameter report: told after each seed what came of it, and of all so far.
    func play(workers: Int, report: @Sendable (Run, Sum) -> Void) -> Sum {
        DispatchQueue.concurrentPerform(iterations: workers) { _ in
            var player = try? Player(steps: steps)
            while let seed = nextSeed() {
                let run = player?.play(seed)
                if run == nil { player = try? Player(steps: steps) }
                let judged = run.map(again) ?? Fleet.crashed(seed)
                report(judged, take(judged))
            }
        }
        return sum.withLock { $0 }
    }

    private static func crashed(_ seed: UInt64) -> Run {
        let trouble = Trouble(.crashed, "the program ended over this seed, or came to no end")
        return Run(seed: seed, trace: 0, tally: [:], trouble: trouble)
    }

    /// Plays one seed in a hundred a second time, to see that it does the same: in another process, for each has its own
    /// order of the elements of a set.
    private func again(_ run: Run) -> Run {
        guard run.seed.isMultiple(of: Fleet.doubledEvery), run.trouble == nil else { return run }
        guard let second = try? Player(steps: steps).play(run.seed), second.trace == run.trace else {
            let trouble = Trouble(.notReplayable, "played twice, the seed did not do the same")
            return Run(seed: run.seed, trace: run.trace, tally: run.tally, trouble: trouble)
        }
        return run
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
