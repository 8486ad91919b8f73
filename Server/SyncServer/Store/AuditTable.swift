import Crypto

/// What is written down of a team's people: who did what, when, and to whom. Never what somebody wrote.
public struct AuditEntry: Hashable, Sendable, Codable {
    /// Counts a team's entries from 1.
    public let place: Int64
    /// Milliseconds since 1970, by the server's clock.
    public let time: Int64
    public let actor: String
    /// One of ``AuditDeed``, or what a later version of this program did.
    public let deed: String
    /// Whom or what it was done to, by name.
    public let subject: String
    /// SHA-256 of all this and of the hash before it: nothing can be altered, put in or taken out without altering all that
    /// follows.
    public let hash: [UInt8]

    init(place: Int64, time: Int64, actor: String, deed: String, subject: String, hash: [UInt8]) {
        (self.place, self.time, self.actor) = (place, time, actor)
        (self.deed, self.subject, self.hash) = (deed, subject, hash)
    }

    /// The entry that follows `last`; the first where that is nil.
    init(after last: AuditEntry?, time: Int64, actor: String, deed: AuditDeed, subject: String) {
        let bare = AuditEntry(
            place: (last?.place ?? 0) + 1, time: time, actor: actor, deed: deed.rawValue, subject: subject, hash: [])
        self.init(
            place: bare.place, time: time, actor: actor, deed: bare.deed, subject: subject,
            hash: bare.hash(after: last?.hash ?? []))
    }

    /// Whether this is what was written down after `last`.
    func follows(_ last: AuditEntry?) -> Bool {
        place == (last?.place ?? 0) + 1 && hash == hash(after: last?.hash ?? [])
    }

    private func hash(after last: [UInt8]) -> [UInt8] {
        var hash = SHA256()
        hash.update(data: last)
        for number in [place, time] { withUnsafeBytes(of: number.bigEndian) { hash.update(bufferPointer: $0) } }
        for text in [actor, deed, subject] {
            // Its length goes before each, or the end of one could be taken for the beginning of the next.
            withUnsafeBytes(of: Int64(text.utf8.count).bigEndian) { hash.update(bufferPointer: $0) }
            hash.update(data: Array(text.utf8))
        }
        return Array(hash.finalize())
    }
}

/// What is written down.
public enum AuditDeed: String, Sendable, CaseIterable {
    case teamCreated, teamRenamed, teamArchived, teamReopened
    case invited, invitationRevoked, joined, roleChanged, memberRevoked, deviceRevoked
    /// A device shows another token from now on, and one that had ended was shown again.
    case tokenChanged, tokenReused
    /// A device was silent for longer than the server allows.
    case deviceExpired
    /// So many records at once that a person had to say how many.
    case manyWithdrawn
    case backedUp
}

/// Each team's log, which is only ever added to.
public protocol AuditTable {
    func lastAudit(of team: Team) throws -> AuditEntry?
    func append(_ entry: AuditEntry, to team: Team) throws
    /// Calls `visit` with every entry, the first one first.
    func audit(of team: Team, _ visit: (AuditEntry) throws -> Void) throws
}

extension AuditTable where Self: TeamTable {
    /// Writes down what is done in this transaction, which holds the team from here on.
    func note(_ deed: AuditDeed, by actor: String, of subject: String, at time: Int64, in team: Team) throws {
        try hold(team)
        let entry = AuditEntry(
            after: try lastAudit(of: team), time: time, actor: actor, deed: deed, subject: subject)
        try append(entry, to: team)
    }
}
