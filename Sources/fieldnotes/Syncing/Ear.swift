import Foundation
import SyncClient

/// Listens to the server on a thread of its own, and wakes whoever waits when the team's order has grown.
///
/// A stream that ended is opened again only once a sync has succeeded: a server that fails is asked by one of the two.
final class Ear: Sendable {
    private let heard = DispatchSemaphore(value: 0)
    private let answered = DispatchSemaphore(value: 0)

    /// Listens until `stop` is requested. A stream that ended counts as heard after a pause: what was missed meanwhile is to
    /// be fetched.
    func listen(
        to connection: Connection, until stop: Stop, pausing pause: @escaping @Sendable (_ seconds: Double) -> Void
    ) {
        Thread.detachNewThread { [heard, answered] in
            let events = connection.events(stop: stop)
            var patience = Patience()
            while !stop.isRequested {
                do {
                    _ = try events.listen { _ in
                        patience.reset()
                        heard.signal()
                    }
                } catch {
                    // Why there is no stream is found out, and told, by the next sync.
                }
                pause(patience.seconds(after: .unreachable))
                while answered.wait(timeout: .now()) == .success {}
                heard.signal()
                while !stop.isRequested, answered.wait(timeout: .now() + Ear.glanceSeconds) == .timedOut {}
            }
        }
    }

    /// How often the thread looks whether it is still wanted.
    private static let glanceSeconds = 1.0

    /// Says that the server did what it was asked.
    func serverAnswered() { answered.signal() }

    /// Whether something was heard within `seconds`; all that was heard by then counts once.
    func wait(seconds: Double) -> Bool {
        guard heard.wait(timeout: .now() + seconds) == .success else { return false }
        while heard.wait(timeout: .now()) == .success {}
        return true
    }
}
