/// A token that opens nothing any more.
public struct FormerToken: Hashable, Sendable {
    public let device: Int64
    /// When the one after it was first used, milliseconds since 1970.
    public let ended: Int64
}

/// How devices change the secrets by which they are known. Only hashes are kept.
public protocol TokenTable {
    /// Takes the hash of the token that the device will show from now on; until it does, both are good. One that was
    /// offered before, and never used, is forgotten.
    func offer(tokenHash hash: [UInt8], for device: Int64) throws
    /// Whether it is the hash of a token that a device has offered, and not used yet.
    func isOffered(tokenHash hash: [UInt8]) throws -> Bool
    /// The token with this hash, which `device` has offered, is used: the one before it has ended. False where it has been
    /// used before.
    func adopt(tokenHash hash: [UInt8], of device: Int64, at time: Int64) throws -> Bool
    func formerToken(withHash hash: [UInt8]) throws -> FormerToken?
}
