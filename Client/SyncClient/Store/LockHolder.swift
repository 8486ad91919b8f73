/// The process that others wait for.
public struct LockHolder: Hashable, Sendable {
    public let process: Int32
    /// Milliseconds since 1970.
    public let started: Int64
    /// The command, like `fieldnotes sync`.
    public let purpose: String
}
