import SyncModel

// The one record of a small world, its fields, and stand-ins for what does not matter here.

extension RecordID {
    static let small = RecordID(known: "n1")

    private init(known key: String) {
        guard let id = RecordID(collection: "note", key: key) else { preconditionFailure("\(key) is no key") }
        self = id
    }
}

extension FieldKey {
    static let body = FieldKey(known: "body")
    static let kind = FieldKey(known: "kind")
}

extension Value {
    init(_ number: Int) {
        self.init(unchecked: Array(String(number).utf8))
    }
}

extension Digest {
    /// A hash that costs nothing, for worlds where nobody forges; the programs use SHA-256.
    init(standInFor bytes: [UInt8]) {
        var hasher = Hasher()
        hasher.combine(bytes)
        self.init(low: UInt64(bitPattern: Int64(hasher.finalize())))
    }
}
