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
    /// How large things may be that the server takes, as it told when this device joined.
    public internal(set) var limits: Limits
    /// When the last sync ended, by this device's clock, milliseconds since 1970.
    public internal(set) var synced: Int64?
    /// When the sync ended before the last one that brought anything, by the server's clock, milliseconds since 1970: what the
    /// server took in later is news. Nil before the second, for nobody calls the first fetch news.
    public internal(set) var newsSince: Int64?
    /// Whether the last sync ended with equal digests.
    public internal(set) var isInStep: Bool
    /// When all that lies here was last compared with the server's, by this device's clock.
    var compared: Int64?
    /// What the last difference was that such a comparison found.
    public internal(set) var finding: Finding?

    static let columns = """
        only, id, sent, cursor, clock_offset, digest, fingerprint, earlier, author, device, team, server, synced, in_step,
        compared, found, found_records, found_mended, limits, news_since
        """

    static func load(_ db: Database) throws -> Identity? {
        guard let row = try Row.fetchOne(db.cachedStatement(sql: "SELECT \(columns), sum FROM replica")) else {
            return nil
        }
        try row.check("the replica's own row")
        return try Identity(row)
    }

    /// Reads a row that was checked; by number, for looking up so many names would cost every transaction more than the rest.
    init(_ row: Row) throws {
        guard let id = ReplicaID(row[1] as String), let digest = Digest(row[5] as Data) else {
            throw ReplicaError.damaged("the replica's own row cannot be read")
        }
        self.id = id
        self.digest = digest
        sent = UInt64(row[2] as Int64)
        cursor = row[3]
        clockOffset = row[4]
        fingerprint = row[6]
        earlier = (row[7] as String).split(separator: " ").compactMap { ReplicaID(String($0)) }
        author = row[8]
        device = row[9]
        team = row[10]
        server = row[11]
        limits = Limits(kept: row[18])
        synced = row[12]
        newsSince = row[19]
        isInStep = row[13]
        compared = row[14]
        finding = (row[15] as Int64?).map {
            Finding(at: $0, records: row[16] ?? 0, isMended: row[17] ?? false)
        }
    }

    /// A replica that nobody has connected yet.
    init(id: ReplicaID, author: String, device: String, fingerprint: String) {
        self.id = id
        self.author = author
        self.device = device
        self.fingerprint = fingerprint
        earlier = []
        (sent, cursor, clockOffset, digest) = (0, nil, 0, Digest())
        (team, server, limits, synced, newsSince, isInStep) = (nil, nil, .standard, nil, nil, false)
        (compared, finding) = (nil, nil)
    }

    func save(_ db: Database) throws {
        try db.keep(
            """
            INSERT OR REPLACE INTO replica (\(Identity.columns), sum)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                1, id.description, Int64(sent), cursor, clockOffset, Data(digest.bytes), fingerprint,
                earlier.map(\.description).joined(separator: " "), author, device, team, server, synced, isInStep,
                compared, finding?.at, finding?.records, finding?.isMended, limits.kept, newsSince,
            ])
    }

    /// Whether all that is new is when it last synced, and what the server's clock showed then.
    func differsByTimesOnly(from other: Identity) -> Bool {
        var copy = other
        (copy.synced, copy.clockOffset) = (synced, clockOffset)
        return self != other && self == copy
    }

    /// Takes a new id, for this one is used by another life of the replica too. Unsent edits are bound again under it.
    mutating func renew(_ id: ReplicaID) {
        self.id = id
        sent = 0
    }
}

/// What a comparison with the server found that the two sides held differently.
public struct Finding: Hashable, Sendable {
    /// By this device's clock, milliseconds since 1970.
    public let at: Int64
    /// How many records differed.
    public let records: Int
    /// Whether both sides held the same afterwards.
    public let isMended: Bool
}

extension Limits {
    /// Those that lie in the replica's row; the usual ones where none were told. Each transaction reads them, and Foundation's
    /// decoder would cost as much as all the rest of a small one.
    fileprivate init(kept json: String?) {
        var limits = Limits.standard
        let read: Void? = try? JSONReader.whole(Array((json ?? "").utf8)) { reader in
            try reader.object { reader, name in
                switch name {
                case "changeBytes": limits.changeBytes = Int(clamping: try reader.count())
                case "pageBytes": limits.pageBytes = Int(clamping: try reader.count())
                case "requestBytes": limits.requestBytes = Int(clamping: try reader.count())
                case "requestChanges": limits.requestChanges = Int(clamping: try reader.count())
                default: try reader.skip()
                }
            }
        }
        self = read == nil ? .standard : limits
    }

    fileprivate var kept: String {
        var writer = JSONWriter()
        writer.object { writer in
            for (name, limit) in [
                ("changeBytes", changeBytes), ("pageBytes", pageBytes), ("requestBytes", requestBytes),
                ("requestChanges", requestChanges),
            ] {
                writer.key(name)
                writer.number(limit)
            }
        }
        return String(decoding: writer.bytes, as: UTF8.self)
    }
}
