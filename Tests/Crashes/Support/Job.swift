import Foundation
import Synchronization

/// Work on a thread of its own: a machine with few cores would not let many tasks wait for each other at once.
final class Job: Sendable {
    private let work: Mutex<(@Sendable () -> Void)?>
    private let isDone = DispatchSemaphore(value: 0)

    init(_ work: @escaping @Sendable () -> Void) {
        self.work = Mutex(work)
        Thread.detachNewThread { [self] in
            self.work.withLock { $0 }?()
            isDone.signal()
        }
    }

    /// Waits for its end, and lets go of all that it used.
    func finish() {
        isDone.wait()
        work.withLock { $0 = nil }
    }
}
