/// The server as a replica sees it: one call, both ways, so that an idle sync costs one round trip.
///
/// Three things conform: the client's HTTP, the service that answers it, and the unreliable one of the simulation. So client
/// and server meet in one process with no socket and no mock.
public protocol Upstream {
    /// Sends what `request` holds and brings back what changed after its cursor. Repeating a call is always safe.
    /// - Throws: ``UpstreamError``.
    func sync(_ request: SyncRequest) throws -> SyncAnswer

    /// Says what will be asked next, so that the answer can be made while the last one is taken in. Whoever asks something else
    /// then, or nothing, loses nothing by it.
    func expect(_ request: SyncRequest)
}

extension Upstream {
    public func expect(_ request: SyncRequest) {}
}

/// What the protocol foresees as an answer.
public enum SyncAnswer: Hashable, Sendable {
    case told(SyncResponse)
    /// The cursor is none of this server's past: it was restored from a backup, or is another. Nothing was looked at.
    /// `backup` says when that was made, in milliseconds since 1970, where it is known.
    case cursorForked(serverTime: Int64, backup: Int64? = nil)
}

/// What the protocol does not foresee.
public enum UpstreamError: Error, Hashable, Sendable {
    /// No answer came, or only a part of it; trying again is safe. The text says why, for the log; `isConnected` tells
    /// whether there was a connection that broke, rather than none.
    case unreachable(String, isConnected: Bool)
    /// The server asks for patience, for so many seconds if it said how many.
    case busy(retryAfterSeconds: Int?, Problem?)
    /// The server's certificate was not accepted, so nothing was sent. It says itself that it `ended` at this moment,
    /// milliseconds since 1970, where it could be asked.
    case untrusted(String, ended: Int64?)
    /// The server said no, for a reason that trying again does not mend.
    case refused(Problem)
    /// The answer cannot be understood.
    case malformed(String)
}

/// Where the changes that a replica does not hold are fetched on demand.
public protocol Archive {
    /// All changes of `record` that the server keeps, in its order.
    /// - Throws: ``UpstreamError``.
    func history(of record: RecordID) throws -> [ArchivedChange]
}

/// A change as the server keeps it.
public struct ArchivedChange: Hashable, Sendable {
    public let change: Change
    public let acceptance: Acceptance

    public init(change: Change, acceptance: Acceptance) {
        self.change = change
        self.acceptance = acceptance
    }
}
