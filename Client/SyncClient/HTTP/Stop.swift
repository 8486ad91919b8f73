import Synchronization

/// A request to stop that another thread can make: it ends the calls under way at once, and all later ones as they begin.
///
/// Asking takes a lock, so ask from a thread that waits for signals, not from within a signal's handler.
public final class Stop: Sendable {
    private struct State {
        var isRequested = false
        var wakes: [Int: @Sendable () -> Void] = [:]
        var waits = 0
    }

    private let state = Mutex(State())

    public init() {}

    public var isRequested: Bool { state.withLock { $0.isRequested } }

    public func request() {
        state.withLock { state in
            state.isRequested = true
            for wake in state.wakes.values { wake() }
        }
    }

    /// Runs `wait`; a request made meanwhile calls `wake`, on the thread that makes it and never after `wait` has returned.
    func interrupting<Result>(by wake: @escaping @Sendable () -> Void, _ wait: () -> Result) -> Result {
        let place = state.withLock { state in
            state.waits += 1
            state.wakes[state.waits] = wake
            return state.waits
        }
        defer { state.withLock { $0.wakes[place] = nil } }
        return wait()
    }
}
