import Synchronization

/// What is counted while a server runs: how much, how often and how long, never who or what.
public final class Metrics: Sendable {
    struct Answers: Hashable {
        let route: String
        let status: Int
    }

    /// How long the answers of one route took.
    struct Durations {
        /// The upper ends of the classes, in seconds.
        static let bounds = [0.005, 0.025, 0.1, 0.5, 2.5]

        var counts = Array(repeating: 0, count: bounds.count)
        var count = 0
        var seconds = 0.0

        mutating func add(_ seconds: Double) {
            for (place, bound) in Durations.bounds.enumerated() where seconds <= bound { counts[place] += 1 }
            count += 1
            self.seconds += seconds
        }
    }

    struct State {
        var answers: [Answers: Int] = [:]
        var durations: [String: Durations] = [:]
        /// By the codes of the problems told.
        var refusals: [String: Int] = [:]
        var storeFailures = 0
    }

    let state = Mutex(State())

    public init() {}

    /// - Parameter route: its pattern, so that there are only a few.
    func answered(_ route: String, _ status: Int, after duration: Duration) {
        let seconds = duration / .seconds(1)
        state.withLock { state in
            state.answers[Answers(route: route, status: status), default: 0] += 1
            state.durations[route, default: Durations()].add(seconds)
        }
    }

    func refused(_ code: String) { state.withLock { $0.refusals[code, default: 0] += 1 } }

    /// The store could not do what was asked of it.
    public func storeFailed() { state.withLock { $0.storeFailures += 1 } }
}
