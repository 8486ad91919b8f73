/// How a server lets the network in.
public struct FrontDoor: Sendable {
    /// Nil where all that is sent may be read on the way, or a proxy encrypts it.
    public var encryption: Encryption?
    /// The addresses of the proxies that are believed when they say from where a request came.
    public var proxies: Set<String> = []
    public var patience = Patience()
    public var rates = RateLimits()
    /// For how many days a device may be silent before it is shut out; nil for ever.
    public var silenceDays: Int?

    public init() {}
}
