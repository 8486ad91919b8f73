import Synchronization

/// The ports that a server was given, told once it has all of them.
final class Ports: Sendable {
    private let ports: Mutex<(serve: Int?, watch: Int?)> = Mutex((nil, nil))
    private let isWatched: Bool
    private let onBoth: @Sendable (Int, Int?) -> Void

    init(isWatched: Bool, onBoth: @escaping @Sendable (Int, Int?) -> Void) {
        self.isWatched = isWatched
        self.onBoth = onBoth
    }

    func serve(_ port: Int) {
        tell(
            ports.withLock { ports in
                ports.serve = port
                return ports
            })
    }

    func watch(_ port: Int) {
        tell(
            ports.withLock { ports in
                ports.watch = port
                return ports
            })
    }

    private func tell(_ ports: (serve: Int?, watch: Int?)) {
        if let serve = ports.serve, !isWatched || ports.watch != nil { onBoth(serve, ports.watch) }
    }
}
