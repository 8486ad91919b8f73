/// What an administrator may wish.
public enum AdminRequest: Hashable, Sendable, Codable {
    case createTeam(name: String, identity: String? = nil)
    case renameTeam(name: String, new: String)
    case archiveTeam(name: String, isUndone: Bool)
    case report(team: String?)
    case standings(team: String?)
    case members(team: String)
    case devices(team: String)
    case changeRole(member: String, team: String, role: Role)
    case invitations(team: String?)
    case takeBack(invitation: String)
    /// `since` in milliseconds since 1970.
    case audit(team: String, since: Int64?)
    /// `lifetime` in milliseconds.
    case invite(member: String, team: String, role: Role, lifetime: Int64, address: String)
    case revokeDevice(name: String, team: String)
    case revokeMember(name: String, team: String)
    case examine
    case backUp(path: String, isForced: Bool)
}

/// What became of it: one line of JSON.
public enum AdminReply: Hashable, Sendable, Codable {
    case created(team: String)
    case done
    case reported([TeamReport])
    case standings([TeamStanding])
    case members([MemberStanding])
    case devices([DeviceStanding])
    case invited(InvitationMade)
    case invitations([OpenInvitation])
    case audited([AuditEntry])
    case revoked(Revocation)
    case examined(Examination)
    case backedUp(BackupReport)
    case refused(AdminError)
}
