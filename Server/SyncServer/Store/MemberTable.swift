/// What a member is to a team. Whoever may write may write all; who leads, people see in its lists.
public enum Role: String, Sendable, Codable, CaseIterable {
    /// Receives, and changes nothing.
    case reader
    /// Writes, settles and withdraws.
    case member
    /// As a member.
    case lead
    /// As a member; what else an administrator does is done at the server's console.
    case admin

    public var mayWrite: Bool { self != .reader }
}

/// One device of a member of a team, as its token proved it.
public struct DeviceIdentity: Hashable, Sendable {
    public let id: Int64
    public let team: Team
    /// The member's name, which authors all that the device sends.
    public let member: String
    public let role: Role
    /// The device's name, one of its own within the team.
    public let device: String
    /// When its access was withdrawn, milliseconds since 1970; nil while it has it.
    public let revoked: Int64?
    /// Whether its team's records may only be read.
    public let isTeamArchived: Bool
    /// Whether it has offered another token, and not shown it yet.
    let isChangingToken: Bool
    /// When it last asked for something, to within a few minutes, or else when it joined. Milliseconds since 1970.
    let heard: Int64

    public var isRevoked: Bool { revoked != nil }

    /// Who did something, as the audit log says it.
    var signature: String { "\(member) on \(device)" }
}

/// A member, as an administrator sees them.
public struct MemberStanding: Hashable, Sendable, Codable {
    public let name: String
    public let role: Role
    /// When they were let in first, milliseconds since 1970.
    public let joined: Int64
    /// How many of their devices have access.
    public let devices: Int
    /// When their access was withdrawn, milliseconds since 1970; nil while they have it.
    public let revoked: Int64?
}

/// A device, as an administrator sees it.
public struct DeviceStanding: Hashable, Sendable, Codable {
    public let number: Int64
    public let device: String
    public let member: String
    /// When it was let in, milliseconds since 1970.
    public let joined: Int64
    /// When it last asked for something, to within a few minutes; nil where that was never noted. Milliseconds since 1970.
    public let seen: Int64?
    /// What it asked with, as in `fieldnotes/1.0.0`, where it said so.
    public let program: String?
    /// When its access was withdrawn, milliseconds since 1970; nil while it has it.
    public let revoked: Int64?
}

/// Members and their devices.
public protocol MemberTable {
    /// The device that shows this token, or has offered to show it from now on.
    func device(withTokenHash hash: [UInt8]) throws -> DeviceIdentity?
    func device(_ id: Int64) throws -> DeviceIdentity?
    func devices(of team: Team) throws -> [DeviceIdentity]
    /// Those of the devices whose access ended.
    func revoked(among devices: [Int64]) throws -> [Int64]

    /// The member of that name, made where there is none. One who was removed and is invited anew has access again, in the
    /// new role; one who is there keeps the role, for another device is no promotion.
    func admit(member name: String, role: Role, to team: Team, at time: Int64) throws -> Int64
    /// - Returns: the device's id.
    func add(device name: String, of member: Int64, tokenHash: [UInt8], at time: Int64) throws -> Int64
    func revoke(device: Int64, at time: Int64) throws
    /// Removes a member, with every device and every open invitation. False where none of that name was a
    /// member or invited.
    func revoke(member name: String, of team: Team, at time: Int64) throws -> Bool

    /// Those with access, and those who had it.
    func standings(ofMembersOf team: Team) throws -> [MemberStanding]
    func standings(ofDevicesOf team: Team) throws -> [DeviceStanding]
    /// Gives a member who has access another role. False where there is none of that name.
    func change(roleOf name: String, to role: Role, in team: Team) throws -> Bool
    /// Notes that a device asked for something, and with which program; where that was not said, the one before stays.
    func note(contactWith device: Int64, by program: String?, at time: Int64) throws
}
