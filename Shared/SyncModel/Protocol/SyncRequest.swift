/// What a replica says in a sync: what it has, and how far it has read.
public struct SyncRequest: Hashable, Sendable {
    public var replica: ReplicaID
    /// How far the team's order has been read; nil from the beginning. Opaque to the replica.
    public var cursor: String?
    /// The most bytes of records wanted in the answer; a server may send fewer.
    public var pageBytes: Int
    /// How many records a person agreed to delete in this go; nil where nobody was asked.
    public var confirmed: Int?
    /// In the order in which they were made.
    public var changes: [Change]
    /// States that the server seems to have forgotten, as it told them.
    public var offers: [ToldRecord]
    /// What this replica holds, for the server to say where it holds something else.
    public var sums: BucketSums?
    /// Records to be told whatever the cursor says.
    public var wants: [RecordID]

    public init(
        replica: ReplicaID, cursor: String?, pageBytes: Int = Limits.standard.pageBytes, confirmed: Int? = nil,
        changes: [Change] = [], offers: [ToldRecord] = [], sums: BucketSums? = nil, wants: [RecordID] = []
    ) {
        self.replica = replica
        self.cursor = cursor
        self.pageBytes = pageBytes
        self.confirmed = confirmed
        self.changes = changes
        self.offers = offers
        self.sums = sums
        self.wants = wants
    }
}

/// A whole state of a record, with the server's word that it told it.
public struct ToldRecord: Sendable {
    public let id: RecordID
    public var state: RecordState {
        didSet { written = nil }
    }
    /// Nil on an offer that no server vouched for.
    public var receipt: Receipt?
    /// The state's JSON where it is at hand: what lies written in a store is not written once more for each who is told it, nor
    /// by each who was.
    public private(set) var written: [UInt8]?

    public init(id: RecordID, state: RecordState, receipt: Receipt?, written: [UInt8]? = nil) {
        self.id = id
        self.state = state
        self.receipt = receipt
        self.written = written
    }
}

extension ToldRecord: Hashable {
    public static func == (left: ToldRecord, right: ToldRecord) -> Bool {
        left.id == right.id && left.state == right.state && left.receipt == right.receipt
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(id)
        hasher.combine(state)
        hasher.combine(receipt)
    }
}

/// 16 bytes by which a server knows a state again that it once told, so that a replica can bring back others' work without
/// being trusted.
public struct Receipt: Hashable, Sendable, LosslessStringConvertible {
    public let bytes: [UInt8]

    /// The first 16 of `bytes`, nil where there are fewer.
    public init?(_ bytes: some Collection<UInt8>) {
        guard bytes.count >= 16 else { return nil }
        self.bytes = Array(bytes.prefix(16))
    }

    public init?(_ text: String) {
        guard text.utf8.count == 32, let bytes = Hex.bytes(text.utf8) else { return nil }
        self.bytes = bytes
    }

    public var description: String { Hex.text(of: bytes) }
}
