import Synchronization
import TestSupport

/// The server's clock, a little wrong at most.
final class OfficeClock: Sendable {
    private let time: FixedClock
    private let offset = Mutex<Int64>(0)

    init(_ time: FixedClock) {
        self.time = time
    }

    /// Milliseconds since 1970.
    var now: Int64 { time.now + offset.withLock { $0 } }

    func set(offset milliseconds: Int64) { offset.withLock { $0 = milliseconds } }
}
