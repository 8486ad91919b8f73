/// How a client waits, and whom it trusts.
public struct HTTPSettings: Hashable, Sendable {
    /// How long to try to reach the server.
    public var connectSeconds = 10
    /// How long a call may go without a byte in either direction.
    public var stallSeconds = 60
    /// How long joining may take. Its answer is a few lines, so one that drips in for longer is none.
    public var joiningSeconds = 60
    /// The path of a PEM file with the authorities to trust instead of the system's, for a server with a private one.
    public var certificateAuthority: String?
    /// The public keys of which the server must show one, besides a certificate that is trusted; none where any will do. Each
    /// is `sha256//` and the base64 of its SHA-256.
    public var pinnedKeys: [String] = []

    /// What the program calls itself to a server.
    public var program = "fieldnotes"

    public init() {}
}
