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

    /// How many bytes an identity has.
    static let identityLength = 16

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
    /// When it came so far, milliseconds since 1970.
    public var moved: Int64

    public init(
        sequence: UInt64 = 0, digest: SyncModel.Digest = SyncModel.Digest(), chain: UInt64 = 0, moved: Int64 = 0
    ) {
        self.sequence = sequence
        self.digest = digest
        self.chain = chain
        self.moved = moved
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

/// One life of a server's database, from when it was made, or put back to an older copy of itself, to when that happens
/// again.
public struct Life: Hashable, Sendable {
    /// A random number, which every cursor bears.
    public let epoch: UInt64
    /// What the server received from then on, nobody saw in an earlier life of it. Milliseconds since 1970; nil in the first.
    public let since: Int64?
    /// When the copy was made that this life began from, as far as that is known. Milliseconds since 1970.
    public let backup: Int64?

    public init(epoch: UInt64, since: Int64?, backup: Int64?) {
        self.epoch = epoch
        self.since = since
        self.backup = backup
    }
}

/// Teams, and each one's order.
public protocol TeamTable {
    func life() throws -> Life
    func keep(_ life: Life) throws
    /// Whether that life has ended, or was lost: its cursors were met, and its database is gone.
    func isPast(life epoch: UInt64) throws -> Bool
    func notePast(life epoch: UInt64) throws
    /// When the last change before `time` was received; nil where there was none.
    func lastReceived(before time: Int64) throws -> Int64?

    /// Lets nobody else hold the team until this transaction ends; to be asked for before that is read on which one decides.
    func hold(_ team: Team) throws
    /// As ``hold(_:)``, for every team.
    func holdAll() throws

    /// Nil where there is a team of that name already.
    /// - Parameter identity: 32 hexadecimal digits that no other team has, whatever its name and server.
    func makeTeam(named name: String, identity: String, at time: Int64) throws -> Team?
    func identity(of team: Team) throws -> String
    func team(named name: String) throws -> Team?
    func teams() throws -> [Team]

    /// Gives the team another name; devices may go on asking for it by those it had. False where another team has, or had,
    /// that name.
    func rename(_ team: Team, to name: String) throws -> Bool
    /// Whether the team once had that name.
    func wasCalled(_ name: String, _ team: Team) throws -> Bool
    /// From when on the team's records may only be read, milliseconds since 1970; nil where they may be changed.
    func archived(_ team: Team) throws -> Int64?
    func archive(_ team: Team, at time: Int64?) throws

    func counts(of team: Team) throws -> TeamCounts

    func head(of team: Team) throws -> Head
    /// How far each of the teams has come, by their numbers.
    func heads(of teams: [Int64]) throws -> [Int64: UInt64]
    /// Moves the head on and keeps the link of the chain that leads to it.
    func move(head: Head, of team: Team) throws
    /// Gives the head another digest, where the one it has is not that of what lies there.
    func correct(digest: SyncModel.Digest, of team: Team) throws
    /// The chain after the push that `sequence` belongs to; nil where the team has not come so far. A page may end within a
    /// push, and the link before it would be the same in another past.
    func chain(of team: Team, at sequence: UInt64) throws -> UInt64?
}

extension TeamTable {
    /// The number of the present life.
    public func epoch() throws -> UInt64 { try life().epoch }

    /// Begins a new life; the present one is past from then on. Whatever is being taken in belongs to that, and is waited for.
    public func begin(_ life: Life) throws {
        try holdAll()
        try notePast(life: epoch())
        try keep(life)
    }
}
