import SyncModel

/// What an administrator does: teams, invitations, and taking access back.
///
/// The verbs of the command line call it where no server runs; beside a running one, the server calls it for them.
public struct Admin: Sendable {
    let service: SyncService
    /// So many random bytes.
    private let entropy: @Sendable (Int) -> [UInt8]

    public init(service: SyncService, entropy: @escaping @Sendable (Int) -> [UInt8] = Admin.systemEntropy) {
        self.service = service
        self.entropy = entropy
    }

    /// Random bytes of the operating system.
    public static func systemEntropy(_ count: Int) -> [UInt8] {
        var generator = SystemRandomNumberGenerator()
        return generator.bytes(count)
    }

    // MARK: Teams

    /// - Parameter identity: that of a team whose server lost all its data, as its members' devices tell it; by it they know
    ///   their team again. A new one is drawn where it is nil.
    /// - Throws: ``AdminError``.
    @discardableResult
    public func createTeam(named name: String, identity: String? = nil) throws -> Team {
        guard Team.isName(name) else {
            throw AdminError(
                .usage, "A team's name is 1 to 64 lower-case letters, digits and hyphens, for it stands in addresses.")
        }
        let identity = identity ?? Hex.text(of: entropy(Team.identityLength))
        guard Hex.bytes(identity.utf8)?.count == Team.identityLength else {
            throw AdminError(.usage, "A team's id is 32 hexadecimal digits.")
        }
        let now = service.clock()
        guard let team = try service.store.write({ try $0.makeTeam(named: name, identity: identity, at: now) }) else {
            throw AdminError(.failed, "There is a team named \(name) already.")
        }
        return team
    }

    // MARK: Access

    /// Makes a code that lets one device in as `member`; it is told this once and kept only as a hash.
    /// - Parameter lifetime: how long it may be used, in milliseconds.
    /// - Throws: ``AdminError``.
    public func invite(
        _ member: String, to teamName: String, role: Role = .member, lifetime: Int64 = Admin.defaultLifetime,
        address: String
    ) throws -> InvitationMade {
        guard (1...128).contains(member.utf8.count), DeviceName.isPlain(member) else {
            throw AdminError(.usage, "A member's name is 1 to 128 bytes without control characters.")
        }
        guard lifetime > 0 else { throw AdminError(.usage, "An invitation must last for some time.") }
        let code = InvitationCode(bytes: entropy(InvitationCode.byteCount))
        let expires = service.clock() + lifetime
        try service.store.write { store in
            let team = try Admin.team(teamName, in: store)
            try store.invite(member: member, role: role, to: team, codeHash: code.hash, expires: expires)
        }
        return InvitationMade(
            invite: "\(address)/join#\(code.text)", team: teamName, member: member, role: role, expires: expires)
    }

    /// Seven days, in milliseconds.
    public static let defaultLifetime: Int64 = 7 * 24 * 60 * 60 * 1000

    /// Takes back the access of one device, by its name or its number. What it wrote stays.
    /// - Returns: the devices whose access ended.
    /// - Throws: ``AdminError``.
    public func revoke(device name: String, of teamName: String) throws -> [String] {
        let now = service.clock()
        let device = try service.store.write { store in
            let devices = try store.devices(of: try Admin.held(teamName, in: store))
            guard let device = devices.first(where: { $0.device.isSame(as: name) || String($0.id) == name }) else {
                throw AdminError(.notFound, "\(teamName) has no device \(name).")
            }
            try store.revoke(device: device.id, at: now)
            return device
        }
        service.listener.accessEnded(of: device.id)
        return [device.device]
    }

    /// Takes back the access of a member, with every device and every invitation not yet used.
    /// - Returns: the devices whose access ended.
    /// - Throws: ``AdminError``.
    public func revoke(member name: String, of teamName: String) throws -> [String] {
        let now = service.clock()
        let devices = try service.store.write { store in
            let team = try Admin.held(teamName, in: store)
            let devices = try store.devices(of: team).filter { $0.member.isSame(as: name) && !$0.isRevoked }
            guard try store.revoke(member: name, of: team, at: now) else {
                throw AdminError(.notFound, "\(teamName) has no member \(name).")
            }
            return devices
        }
        for device in devices { service.listener.accessEnded(of: device.id) }
        return devices.map(\.device)
    }

    /// The team, held: what one of its devices is sending just now is taken in before its access ends, or not at all.
    private static func held(_ name: String, in store: any StoreTransaction) throws -> Team {
        let team = try team(name, in: store)
        try store.hold(team)
        return team
    }

    static func team(_ name: String, in store: any StoreTransaction) throws -> Team {
        guard let team = try store.team(named: name) else {
            throw AdminError(.notFound, "There is no team named \(name).")
        }
        return team
    }
}

/// A new invitation.
public struct InvitationMade: Hashable, Sendable, Codable {
    /// The address and, behind `#`, the code.
    public let invite: String
    public let team: String
    public let member: String
    public let role: Role
    /// Milliseconds since 1970.
    public let expires: Int64
}

/// Why an administrator's wish was not done.
public struct AdminError: Error, Hashable, Sendable, Codable {
    public enum Kind: String, Sendable, Codable {
        case failed, usage, notFound, unavailable, disk, damaged
    }

    public let kind: Kind
    /// What happened, in a sentence for a person.
    public let message: String

    public init(_ kind: Kind, _ message: String) {
        self.kind = kind
        self.message = message
    }
}
