public import SyncModel

/// The server's part of a sync, without any network: it keeps what devices send, judges it, and tells what changed.
///
/// It is synchronous, and safe to call from any number of threads. The clock and the secret come in, so that a test can
/// replay it.
public struct SyncService: Sendable {
    /// Sizes, as a newcomer is told them.
    public let limits: Limits

    let store: any ServerStore
    let seal: Seal
    /// Milliseconds since 1970.
    let clock: @Sendable () -> Int64
    let listener: any ServiceListener
    /// Is told what the store could not do, for the operator's log; a device is told only that it could not.
    private let onFailure: @Sendable (any Error) -> Void

    public init(
        store: any ServerStore, seal: Seal, limits: Limits = .standard, clock: @escaping @Sendable () -> Int64,
        listener: any ServiceListener = SilentListener(), onFailure: @escaping @Sendable (any Error) -> Void = { _ in }
    ) {
        self.store = store
        self.seal = seal
        self.limits = limits
        self.clock = clock
        self.listener = listener
        self.onFailure = onFailure
    }

    /// Does `work` with the errors that a replica understands.
    func answering<Result>(_ work: () throws -> Result) throws(UpstreamError) -> Result {
        do {
            return try work()
        } catch let problem as Problem {
            throw problem.isRetryable ? .busy(retryAfterSeconds: nil, problem) : .refused(problem)
        } catch {
            onFailure(error)
            throw .busy(
                retryAfterSeconds: nil,
                Problem(.unavailable, "The server could not keep or read its records just now.", serverTime: clock()))
        }
    }
}

/// Is told what others wait for. It must return at once.
public protocol ServiceListener: Sendable {
    /// Something was taken in; the team's order has come to `sequence`.
    func headMoved(of team: Team, to sequence: UInt64)
    /// A device may not be told anything any more.
    func accessEnded(of device: Int64)
}

/// Where nobody waits.
public struct SilentListener: ServiceListener {
    public init() {}
    public func headMoved(of team: Team, to sequence: UInt64) {}
    public func accessEnded(of device: Int64) {}
}
