import Crypto
public import SyncModel
public import SyncServer

/// A server without a disk or a network, with one team that anyone may be let into.
public struct ServerInMemory: Sendable {
    public let store: SQLiteStore
    public let service: SyncService
    public let admin: Admin
    public let clock: FixedClock
    public let team: String

    public init(
        team: String = "north-shire", clock: FixedClock = FixedClock(), limits: Limits = .standard,
        listener: any ServiceListener = SilentListener()
    ) throws {
        try self.init(
            store: SQLiteStore.inMemory(), team: team, clock: clock, limits: limits, listener: listener)
        try admin.createTeam(named: team)
    }

    private init(
        store: SQLiteStore, team: String, clock: FixedClock, limits: Limits = .standard, listener: any ServiceListener
    ) {
        self.store = store
        self.team = team
        self.clock = clock
        let secret = Array(repeating: UInt8(7), count: DataDirectory.secretLength)
        service = SyncService(
            store: store, seal: Seal(secret: secret), limits: limits, clock: { clock.now }, listener: listener)
        admin = Admin(service: service)
    }

    /// This server as a backup taken now would bring it back, with the same secret.
    public func restored() throws -> ServerInMemory {
        try ServerInMemory(store: store.copiedInMemory(), team: team, clock: clock, listener: SilentListener())
    }

    /// Lets a device in; its token's hash is that of `token`.
    public func join(
        _ member: String = "Sam Okafor", device: String, role: Role = .member, token: String? = nil
    ) throws -> DeviceIdentity {
        let invitation = try admin.invite(member, to: team, role: role, address: "http://127.0.0.1")
        let hash = Hex.text(of: Array(SHA256.hash(data: Array((token ?? device).utf8))))
        let code = invitation.invite.split(separator: "#").last.map(String.init) ?? ""
        _ = try service.join(JoinRequest(code: code, deviceName: device, tokenHash: hash))
        guard let identity = try service.device(withTokenHash: Hex.bytes(hash.utf8) ?? []) else {
            throw UpstreamError.malformed("a device that joined is not known")
        }
        return identity
    }

    /// Lets a device in, and gives the service as it sees it.
    public func session(
        _ member: String = "Sam Okafor", device: String, role: Role = .member
    ) throws -> Session {
        service.session(for: try join(member, device: device, role: role))
    }
}
