import Foundation
import SyncClient

/// Listens to the server on a thread of its own, and wakes whoever waits when the team's order has grown.
final class Ear: Sendable {
    private let heard = DispatchSemaphore(value: 0)

    /// Listens until `stop` is requested. A stream that ended is opened again after a pause, and counts as heard: what was
    /// missed meanwhile is to be fetched.
    func listen(
        to connection: Connection, until stop: Stop, pausing pause: @escaping @Sendable (_ seconds: Double) -> Void
    ) {
        Thread.detachNewThread { [heard] in
            let events = connection.events(stop: stop)
            var failures = 0
            while !stop.isRequested {
                do {
                    _ = try events.listen { _ in
                        failures = 0
                        heard.signal()
                    }
                } catch {
                    // Why there is no stream is found out, and told, by the next sync.
                }
                failures += 1
                pause(Patience.seconds(after: failures))
                heard.signal()
            }
        }
    }

    /// Whether something was heard within `seconds`; all that was heard by then counts once.
    func wait(seconds: Double) -> Bool {
        guard heard.wait(timeout: .now() + seconds) == .success else { return false }
        while heard.wait(timeout: .now()) == .success {}
        return true
    }
}
