public import SyncModel

/// A team: the people who share one set of records.
public struct Team: Hashable, Sendable {
    public let id: Int64
    /// Its name in addresses: 1 to 64 lower-case letters, digits and hyphens.
    public let name: String

    public init(id: Int64, name: String) {
        self.id = id
        self.name = name
    }

    static func isName(_ text: String) -> Bool {
        (1...64).contains(text.utf8.count)
            && text.utf8.allSatisfy { byte in
                (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || byte == UInt8(ascii: "-")
            }
    }
}

/// How far a team's order of accepted changes has come.
public struct Head: Hashable, Sendable {
    /// The sequence of the last change; 0 where there is none.
    public var sequence: UInt64
    /// The sum of the hashes of all records.
    public var digest: SyncModel.Digest
    /// A hash of the whole order up to here: two pasts that differ anywhere have different ones.
    public var chain: UInt64

    public init(sequence: UInt64 = 0, digest: SyncModel.Digest = SyncModel.Digest(), chain: UInt64 = 0) {
        self.sequence = sequence
        self.digest = digest
        self.chain = chain
    }
}

/// How large a team is; members and devices whose access ended are left out.
public struct TeamCounts: Hashable, Sendable {
    public let members: Int
    public let devices: Int
    public let records: Int
    /// Changes that were taken in.
    public let changes: Int
}

/// Teams, and each one's order.
public protocol TeamTable {
    /// A random number that a database gets when it is made, and anew when it is noticed to be an older copy of itself.
    func epoch() throws -> UInt64

    /// Nil where there is a team of that name already.
    func makeTeam(named name: String, at time: Int64) throws -> Team?
    func team(named name: String) throws -> Team?
    func teams() throws -> [Team]

    func counts(of team: Team) throws -> TeamCounts

    func head(of team: Team) throws -> Head
    /// Moves the head on and keeps the link of the chain that leads to it.
    func move(head: Head, of team: Team) throws
    /// Gives the head another digest, where the one it has is not that of what lies there.
    func correct(digest: SyncModel.Digest, of team: Team) throws
    /// The chain after the push that `sequence` belongs to; nil where the team has not come so far. A page may end within a
    /// push, and the link before it would be the same in another past.
    func chain(of team: Team, at sequence: UInt64) throws -> UInt64?
}
