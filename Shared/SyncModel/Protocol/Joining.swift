/// What a device says to join a team: `POST /v1/join`, as JSON.
public struct JoinRequest: Hashable, Sendable, Codable {
    /// The invitation's code, `FN1-` and 26 characters.
    public let code: String
    public let deviceName: String
    /// SHA-256 of the token that the device made for itself, 64 hexadecimal digits: the token never travels when joining.
    public let tokenHash: String

    public init(code: String, deviceName: String, tokenHash: String) {
        self.code = code
        self.deviceName = deviceName
        self.tokenHash = tokenHash
    }
}

/// What the server says to a device that joined.
public struct JoinResponse: Hashable, Sendable, Codable {
    public let team: String
    /// Which team of that name it is: 32 hexadecimal digits, the same wherever its server moves. Nil from an older server.
    public let teamID: String?
    /// The member's name, which authors all that this device sends.
    public let member: String
    /// The device's name as the server keeps it.
    public let device: String
    /// The server's clock, milliseconds since 1970.
    public let serverTime: Int64
    public let limits: Limits

    public init(team: String, teamID: String? = nil, member: String, device: String, serverTime: Int64, limits: Limits)
    {
        self.team = team
        self.teamID = teamID
        self.member = member
        self.device = device
        self.serverTime = serverTime
        self.limits = limits
    }
}

/// What a device says to be known by another token from now on: `POST /v1/teams/{team}/token`, as JSON, with the one it has.
public struct TokenRequest: Hashable, Sendable, Codable {
    /// SHA-256 of the new token, 64 hexadecimal digits.
    public let tokenHash: String

    public init(tokenHash: String) {
        self.tokenHash = tokenHash
    }
}

/// What the server says to that: both tokens are good until the new one is used.
public struct TokenResponse: Hashable, Sendable, Codable {
    /// The server's clock, milliseconds since 1970.
    public let serverTime: Int64

    public init(serverTime: Int64) {
        self.serverTime = serverTime
    }
}
