import Foundation
import Synchronization

/// Ports to be listened on again and again, or that are told before somebody listens there.
///
/// The system lends its own, which a listener on port 0 gets, to outgoing connections too, and the stories beside open
/// thousands of these: so a server that was killed could find its port taken.
enum Port {
    /// Before the first that the system lends, and apart from those of another run of the tests.
    private static let next = Mutex(firstLent - .random(in: 1...10_000))

    /// One that nobody listens on, and that is given out no second time.
    static func own() throws -> UInt16 {
        for _ in 0..<10_000 {
            let port = next.withLock { next in
                defer { next = next > firstLent - 10_000 ? next - 1 : firstLent - 1 }
                return next
            }
            if let listener = try? Loopback.listener(on: port) {
                close(listener.descriptor)
                return port
            }
        }
        throw Loopback.Failure(act: "find a port", reason: "all are taken")
    }

    /// Where a system lends nearly all of its ports, those below the usual first are as good as any.
    private static let firstLent: UInt16 = {
        let range = try? String(contentsOfFile: "/proc/sys/net/ipv4/ip_local_port_range", encoding: .utf8)
        return max(32_768, range?.split(whereSeparator: \.isWhitespace).first.flatMap { UInt16($0) } ?? 0)
    }()
}
