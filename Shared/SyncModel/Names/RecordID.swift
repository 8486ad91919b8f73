/// The name of a record: its collection and its key in it, both plain ASCII so that bytes and characters never disagree.
public struct RecordID: Hashable, Sendable {
    public let collection: String
    public let key: String

    /// Nil unless both parts are 1 to 128 of the characters `A–Z a–z 0–9 . _ -`.
    public init?(collection: String, key: String) {
        guard RecordID.isName(collection), RecordID.isName(key) else { return nil }
        self.collection = collection
        self.key = key
    }

    static func isName(_ text: String) -> Bool {
        let bytes = text.utf8
        return (1...128).contains(bytes.count) && bytes.allSatisfy(isNameByte)
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"):
            true
        default: false
        }
    }
}

extension RecordID: Comparable {
    public static func < (left: RecordID, right: RecordID) -> Bool {
        left.collection == right.collection
            ? left.key.utf8.lexicographicallyPrecedes(right.key.utf8)
            : left.collection.utf8.lexicographicallyPrecedes(right.collection.utf8)
    }
}

extension RecordID: CustomStringConvertible {
    public var description: String { "\(collection)/\(key)" }
}
