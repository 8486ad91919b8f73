import Foundation
import Synchronization

/// Many at once, each on a thread of its own, for a call blocks its thread.
enum Crowd {
    private static let stackBytes = 512 * 1024

    /// Gives each of `things` to a thread, and waits until all are done with theirs.
    static func each<Thing>(of things: [Thing], do work: @escaping @Sendable (Int, consuming Thing) -> Void) {
        begin(things, do: work).wait()
    }

    /// - Returns: what tells that all are done.
    static func begin<Thing>(
        _ things: [Thing], do work: @escaping @Sendable (Int, consuming Thing) -> Void
    ) -> DispatchGroup {
        let group = DispatchGroup()
        for (number, thing) in things.enumerated() {
            group.enter()
            // Nobody else has it: what is handed over belongs to the one thread that takes it.
            nonisolated(unsafe) let thing = thing
            let thread = Thread {
                work(number, thing)
                group.leave()
            }
            thread.stackSize = stackBytes
            thread.start()
        }
        return group
    }
}

/// What the threads of a crowd saw.
final class Tally: Sendable {
    private let state = Mutex((milliseconds: [Double](), kept: 0, errors: [String: Int](), last: 0.0))

    func note(milliseconds: Double, kept: Int) {
        state.withLock { state in
            state.milliseconds.append(milliseconds)
            state.kept += kept
        }
    }

    func note(_ error: any Error) {
        state.withLock { $0.errors["\(error)".prefix(80).description, default: 0] += 1 }
    }

    var kept: Int { state.withLock { $0.kept } }
    var requests: Int { state.withLock { $0.milliseconds.count } }
    var errors: [String: Int] { state.withLock { $0.errors } }

    /// The time that so great a share of the requests did not exceed, in milliseconds.
    func time(of share: Double) -> Double {
        let sorted = state.withLock { $0.milliseconds.sorted() }
        return sorted.isEmpty ? .nan : sorted[Int((share * Double(sorted.count - 1)).rounded())]
    }
}

extension ContinuousClock.Instant {
    /// Seconds since then.
    var age: Double {
        let (seconds, rest) = (ContinuousClock.now - self).components
        return Double(seconds) + Double(rest) / 1e18
    }
}
