/// Invitations as an administrator makes, sees and takes them back.
extension Admin {
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
        let (now, actor) = (service.clock(), actor)
        try deed { store in
            let team = try Admin.held(teamName, in: store)
            try store.invite(
                member: member, role: role, to: team, codeHash: code.hash, beginning: code.beginning,
                expires: now + lifetime)
            try store.note(.invited, by: actor, of: "\(member) as \(role.rawValue)", at: now, in: team)
        }
        return InvitationMade(
            invite: "\(address)/join#\(code.text)", beginning: code.beginning, team: teamName, member: member,
            role: role, expires: now + lifetime)
    }

    /// Seven days, in milliseconds.
    public static let defaultLifetime: Int64 = 7 * 24 * 60 * 60 * 1000

    /// Those that can still be used.
    /// - Throws: ``AdminError``.
    public func invitations(to teamName: String?) throws -> [OpenInvitation] {
        let now = service.clock()
        return try service.store.read { store in
            try Admin.teams(teamName, in: store).flatMap { try store.openInvitations(of: $0) }
        }.filter { $0.expires > now }
    }

    /// Takes an invitation back that nobody has used.
    /// - Parameter beginning: how its code begins, with `FN1-` or without.
    /// - Throws: ``AdminError``.
    public func takeBack(invitation beginning: String) throws -> OpenInvitation {
        let plain = beginning.uppercased().trimmingPrefix(InvitationCode.prefix)
            .prefix(InvitationCode.beginningLength)
        // Those of before this was kept have an empty one.
        guard plain.count == InvitationCode.beginningLength else {
            throw AdminError(
                .usage, "Name the invitation by the first \(InvitationCode.beginningLength) letters of its code.")
        }
        let (now, actor) = (service.clock(), actor)
        return try deed { store in
            let found = try store.teams().flatMap { team in
                try store.openInvitations(of: team).filter { $0.beginning == plain }.map { (team, $0) }
            }
            guard let (team, invitation) = found.first else {
                throw AdminError(.notFound, "No open invitation begins with \(plain).")
            }
            guard found.count == 1 else {
                throw AdminError(
                    .notFound, "More than one invitation begins with \(plain); take back those of the member.")
            }
            try store.hold(team)
            guard try store.takeBack(invitation: invitation.beginning, of: team) else {
                throw AdminError(.notFound, "The invitation was used meanwhile.")
            }
            try store.note(.invitationRevoked, by: actor, of: invitation.member, at: now, in: team)
            return invitation
        }
    }

    /// The team of that name; all where it is nil.
    static func teams(_ name: String?, in store: any StoreTransaction) throws -> [Team] {
        try name.map { [try team($0, in: store)] } ?? store.teams()
    }
}

/// A new invitation.
public struct InvitationMade: Hashable, Sendable, Codable {
    /// The address and, behind `#`, the code.
    public let invite: String
    /// How the code begins, by which it can be taken back.
    public let beginning: String
    public let team: String
    public let member: String
    public let role: Role
    /// Milliseconds since 1970.
    public let expires: Int64
}
