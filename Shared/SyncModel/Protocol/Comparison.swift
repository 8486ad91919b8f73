/// The server's answer to a replica's sums: how many buckets differ, and what it holds in them.
public struct Comparison: Hashable, Sendable {
    /// All that differ, told here or not.
    public var differing: Int
    /// As many as an answer holds; the next comparison brings the rest.
    public var buckets: [HeldBucket]

    public init(differing: Int, buckets: [HeldBucket]) {
        self.differing = differing
        self.buckets = buckets
    }
}

/// What a server holds in one bucket: of each record its name and the hash of its state.
public struct HeldBucket: Hashable, Sendable {
    public let number: UInt8
    public var records: [HeldRecord]

    public init(number: UInt8, records: [HeldRecord] = []) {
        self.number = number
        self.records = records
    }
}

public struct HeldRecord: Hashable, Sendable {
    public let id: RecordID
    public let hash: Digest

    public init(id: RecordID, hash: Digest) {
        self.id = id
        self.hash = hash
    }
}
