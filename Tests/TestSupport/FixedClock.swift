import Synchronization

/// A clock that stands still until a test moves it. Milliseconds since 1970.
public final class FixedClock: Sendable {
    private let time: Mutex<Int64>

    public init(_ time: Int64 = 1_676_400_000_000) {
        self.time = Mutex(time)
    }

    public var now: Int64 { time.withLock { $0 } }

    public func advance(milliseconds: Int64) { time.withLock { $0 += milliseconds } }
}
