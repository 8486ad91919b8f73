public import NIOCore

/// How long the server waits for the other side, so that the slow hold no connection that others need.
public struct Patience: Hashable, Sendable {
    /// From a connection's beginning to the end of its first request's head.
    public var head = TimeAmount.seconds(10)
    /// From the end of a head until the body must have come at ``bodyBytesPerSecond``.
    public var body = TimeAmount.seconds(10)
    public var bodyBytesPerSecond: Int64 = 1024
    /// For a connection on which nothing is asked or under way.
    public var idle = TimeAmount.seconds(60)
    /// For a reader who takes nothing of what is sent.
    public var reader = TimeAmount.seconds(60)

    public init() {}
}
