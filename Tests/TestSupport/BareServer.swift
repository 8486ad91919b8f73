import Crypto
public import SyncModel
public import SyncServer
public import TestPostgres

/// A server without a network, with one team that anyone may be let into. Its store is in memory, or of the kind that the
/// suite asks for.
public struct BareServer: Sendable {
    private let kept: TestStore
    public let service: SyncService
    public let admin: Admin
    public let clock: FixedClock
    public let team: String

    public init(
        team: String = "north-shire", clock: FixedClock = FixedClock(), limits: Limits = .standard,
        listener: any ServiceListener = SilentListener()
    ) throws {
        try self.init(TestStore(clock: { clock.now }), team: team, clock: clock, limits: limits, listener: listener)
        try admin.createTeam(named: team)
    }

    /// A server on a database of PostgreSQL.
    public init(on database: PostgresDatabase, clock: FixedClock = FixedClock()) throws {
        self.init(
            try TestStore(database) { clock.now }, team: "north-shire", clock: clock, listener: SilentListener())
        try admin.createTeam(named: team)
    }

    private init(
        _ kept: TestStore, team: String, clock: FixedClock, limits: Limits = .standard, listener: any ServiceListener
    ) {
        self.kept = kept
        self.team = team
        self.clock = clock
        service = BareServer.service(on: kept.store, clock, limits, listener)
        admin = Admin(service: service)
    }

    private static func service(
        on store: any ServerStore, _ clock: FixedClock, _ limits: Limits, _ listener: any ServiceListener
    ) -> SyncService {
        let secret = Array(repeating: UInt8(7), count: DataDirectory.secretLength)
        return SyncService(
            store: store, seal: Seal(secret: secret), limits: limits, clock: { clock.now }, listener: listener)
    }

    /// The service as another process on the same store gives it, whose listener is not ours.
    public func beside() -> SyncService {
        BareServer.service(on: store, clock, service.limits, SilentListener())
    }

    public var store: any ServerStore { kept.store }

    /// This server as a backup taken now would bring it back, with the same secret.
    public func restored() throws -> BareServer {
        let clock = clock
        return try BareServer(
            kept.restored { clock.now }, team: team, clock: clock, listener: SilentListener())
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
