/// What a member may do.
public enum Role: String, Sendable, Codable, CaseIterable {
    case reader, member, lead, admin

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

    public var isRevoked: Bool { revoked != nil }
}

/// Members and their devices.
public protocol MemberTable {
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
}
