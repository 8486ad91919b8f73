import Foundation
import GRDB
public import SyncModel

/// Who this replica is and how far it has read: the one row of the table `replica`.
public struct Identity: Hashable, Sendable {
    public internal(set) var id: ReplicaID
    /// The greatest n that was bound to a change.
    var sent: UInt64
    var cursor: String?
    /// The server's clock less this device's at the last sync, milliseconds.
    public internal(set) var clockOffset: Int64
    /// The sum of the hashes of all acknowledged states.
    public internal(set) var digest: Digest
    /// The ids under which this device wrote before it joined again; a copy's other life is none of them.
    public internal(set) var earlier: [ReplicaID]
    /// Of the file and the machine it lies on; a copy has another.
    var fingerprint: String
    public internal(set) var author: String
    public internal(set) var device: String
    /// Nil until the replica is connected.
    public internal(set) var team: String?
    public internal(set) var server: String?
    /// When the last sync ended, by this device's clock, milliseconds since 1970.
    public internal(set) var synced: Int64?
    /// Whether the last sync ended with equal digests.
    public internal(set) var isInStep: Bool

    static func load(_ db: Database) throws -> Identity? {
        try Row.fetchOne(db.cachedStatement(sql: "SELECT * FROM replica")).map(Identity.init)
    }

    private init(_ row: Row) throws {
        guard let id = ReplicaID(row["id"] as String), let digest = Digest(row["digest"] as Data) else {
            throw ReplicaError.damaged("the replica's own row cannot be read")
        }
        self.id = id
        self.digest = digest
        sent = UInt64(row["sent"] as Int64)
        cursor = row["cursor"]
        clockOffset = row["clock_offset"]
        fingerprint = row["fingerprint"]
        earlier = (row["earlier"] as String).split(separator: " ").compactMap { ReplicaID(String($0)) }
        author = row["author"]
        device = row["device"]
        team = row["team"]
        server = row["server"]
        synced = row["synced"]
        isInStep = row["in_step"]
    }

    /// A replica that nobody has connected yet.
    init(id: ReplicaID, author: String, device: String, fingerprint: String) {
        self.id = id
        self.author = author
        self.device = device
        self.fingerprint = fingerprint
        earlier = []
        (sent, cursor, clockOffset, digest) = (0, nil, 0, Digest())
        (team, server, synced, isInStep) = (nil, nil, nil, false)
    }

    func save(_ db: Database) throws {
        try db.cachedStatement(
            sql: """
                INSERT OR REPLACE INTO replica
                (only, id, sent, cursor, clock_offset, digest, fingerprint, earlier, author, device, team, server,
                    synced, in_step)
                VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            id.description, Int64(sent), cursor, clockOffset, Data(digest.bytes), fingerprint,
            earlier.map(\.description).joined(separator: " "), author, device, team,
            server,
            synced, isInStep,
        ])
    }

    /// Takes a new id, for this one is used by another life of the replica too. Unsent edits are bound again under it.
    mutating func renew(_ id: ReplicaID) {
        self.id = id
        sent = 0
    }
}
