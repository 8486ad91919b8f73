public import SyncModel

/// A record as the server keeps it.
public struct StoredRecord: Hashable, Sendable {
    public let id: RecordID
    /// The sequence of its last change.
    public var sequence: UInt64
    /// How many changes of it were taken in; also those that came in offers count.
    public var revision: UInt64
    public var state: RecordState
    /// Of the state; zero while the record is new, so that it adds nothing to the team's digest.
    public var hash: SyncModel.Digest
    /// What of the state's context came in offers rather than in changes.
    public var offered: Context

    public init(new id: RecordID) {
        self.init(id: id, sequence: 0, revision: 0, state: RecordState(), hash: SyncModel.Digest(), offered: Context())
    }

    init(
        id: RecordID, sequence: UInt64, revision: UInt64, state: RecordState, hash: SyncModel.Digest, offered: Context
    ) {
        self.id = id
        self.sequence = sequence
        self.revision = revision
        self.state = state
        self.hash = hash
        self.offered = offered
    }
}

/// A record as a page tells it.
public struct FeedRow: Hashable, Sendable {
    public let id: RecordID
    public let sequence: UInt64
    /// The bytes of ``RecordState/json``.
    public let json: [UInt8]
    public let hash: SyncModel.Digest

    /// Nil where it is not as it was kept.
    var vouched: VouchedState? { VouchedState(json: json, of: id, hash: hash) }
    /// Whether that is known already.
    var isWrittenOff: Bool { hash == SyncModel.Digest() }
}

/// A state that is as it was kept.
struct VouchedState {
    let state: RecordState
    /// Its canonical bytes, over which a receipt is made, too.
    let canonicalBytes: [UInt8]

    /// Nil where what lies there has not the hash that it had when it was kept.
    init?(json: [UInt8], of record: RecordID, hash: SyncModel.Digest) {
        guard let state = try? RecordState(json: json) else { return nil }
        canonicalBytes = state.canonicalBytes(of: record)
        guard canonicalBytes.digest == hash else { return nil }
        self.state = state
    }
}

/// The records of a team, whatever their collections and fields. A row whose name was altered into none is passed over, as
/// though it were lost: whoever holds the record brings it back.
public protocol RecordTable {
    /// A record; without its state where that is not as it was kept.
    func record(_ id: RecordID, of team: Team) throws -> StoredRecord?
    func save(_ record: StoredRecord, of team: Team) throws
    /// Calls `visit` with each record that changed after `sequence`, in order, until it says false.
    func feed(of team: Team, after sequence: UInt64, _ visit: (FeedRow) throws -> Bool) throws
    /// Forgets the hash of a record whose state is not as it was kept.
    func writeOff(_ id: RecordID, of team: Team) throws
    /// Calls `visit` with the id and the hash of every record; a hash that cannot be read is zero, as is one written off.
    func hashes(of team: Team, _ visit: (RecordID, SyncModel.Digest) throws -> Void) throws
}
