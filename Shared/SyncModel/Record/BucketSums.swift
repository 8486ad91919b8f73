/// The sums of the hashes of records, parted into 256 buckets: where those of two sides differ, there lies what one of them
/// holds otherwise.
public struct BucketSums: Hashable, Sendable {
    /// One for each bucket, by its number.
    public private(set) var sums = Array(repeating: Digest(), count: 256)

    public init() {}

    public subscript(bucket: UInt8) -> Digest {
        get { sums[Int(bucket)] }
        set { sums[Int(bucket)] = newValue }
    }

    public mutating func add(_ hash: Digest, of record: RecordID) { self[record.bucket] += hash }

    /// The digest of all buckets together.
    public var total: Digest { sums.reduce(Digest(), +) }

    public func differing(from other: BucketSums) -> Set<UInt8> {
        Set((UInt8.min...UInt8.max).filter { self[$0] != other[$0] })
    }
}

extension RecordID {
    /// Its bucket: the lowest byte of the 64-bit FNV-1a of its collection, a slash and its key. It only has to spread.
    public var bucket: UInt8 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for text in [collection.utf8, "/".utf8, key.utf8] {
            for byte in text { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
        }
        return UInt8(truncatingIfNeeded: hash)
    }
}
