import Foundation
import Synchronization

/// Threads that each do their part until they are called off.
final class Crew: Sendable {
    private let isOver = Mutex(false)
    private let parts = DispatchGroup()

    /// - Parameter part: ends soon after what it is given has come to hold.
    func start(_ part: @escaping @Sendable (_ isOver: () -> Bool) -> Void) {
        parts.enter()
        Thread.detachNewThread { [self] in
            part { isOver.withLock { $0 } }
            parts.leave()
        }
    }

    /// Returns once all have ended.
    func callOff() {
        isOver.withLock { $0 = true }
        parts.wait()
    }
}
