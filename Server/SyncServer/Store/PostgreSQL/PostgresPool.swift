import Dispatch
import Synchronization

/// A bounded number of connections, each lent to one thread at a time.
final class PostgresPool: Sendable {
    /// How long a thread waits for a connection before it gives up.
    private static let patience = DispatchTimeInterval.seconds(10)

    private let open: @Sendable () throws -> PostgresConnection
    private let idle = Mutex<[PostgresConnection]>([])
    private let places: DispatchSemaphore

    /// - Parameter open: makes a connection ready for use.
    init(size: Int, open: @escaping @Sendable () throws -> PostgresConnection) {
        self.open = open
        places = DispatchSemaphore(value: size)
    }

    /// Lends a connection for `work`. One that broke is not lent again, nor are those that idled meanwhile: what broke it may
    /// have broken them.
    func lend<Result>(_ work: (PostgresConnection) throws -> Result) throws -> Result {
        guard places.wait(timeout: .now() + PostgresPool.patience) == .success else { throw PoolExhausted() }
        defer { places.signal() }
        let connection = try idle.withLock { $0.popLast() } ?? open()
        defer {
            idle.withLock { idle in
                if connection.isBroken { idle = [] } else { idle.append(connection) }
            }
        }
        return try work(connection)
    }
}

/// All connections are taken, and stayed so for too long.
struct PoolExhausted: Error, CustomStringConvertible {
    var description: String { "every connection to PostgreSQL is in use" }
}
