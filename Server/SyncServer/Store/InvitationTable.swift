/// What a code invites to.
public struct StoredInvitation: Hashable, Sendable {
    public let id: Int64
    public let team: Team
    /// The name that will author what the newcomer sends.
    public let member: String
    public let role: Role
    /// Until when it lets somebody in, milliseconds since 1970.
    public let expires: Int64
    /// The device that came by it, once one has.
    public let device: Int64?
}

/// An invitation that nobody has used, as an administrator sees it.
public struct OpenInvitation: Hashable, Sendable, Codable {
    /// How its code begins, by which people name it.
    public let beginning: String
    public let team: String
    public let member: String
    public let role: Role
    /// Until when it lets somebody in, milliseconds since 1970.
    public let expires: Int64
}

/// Invitations, known by the hashes of their codes.
public protocol InvitationTable {
    /// - Parameter beginning: the first letters of the code, by which people name the invitation.
    func invite(
        member: String, role: Role, to team: Team, codeHash: [UInt8], beginning: String, expires: Int64) throws
    /// Those that nobody has used, the ones that ran out among them.
    func openInvitations(of team: Team) throws -> [OpenInvitation]
    /// Takes one back. False where no open one begins so.
    func takeBack(invitation beginning: String, of team: Team) throws -> Bool
    /// Marks the invitation as used in one step, so that no two can use it. Nil where it is unknown, used or has run out.
    func useInvitation(withCodeHash hash: [UInt8], at time: Int64) throws -> StoredInvitation?
    func invitation(withCodeHash hash: [UInt8]) throws -> StoredInvitation?
    func note(device: Int64, cameBy invitation: Int64) throws
}
