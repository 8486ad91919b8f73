/// The name of one replica: 64 random bits, written as 16 hexadecimal digits.
///
/// It is drawn, never derived from a host, an address or a time: two lives of one name would overwrite each other unseen.
public struct ReplicaID: Hashable, Sendable {
    public let bits: UInt64

    public init(bits: UInt64) {
        self.bits = bits
    }

    /// The name under which a replica's own changes stand until they are sent; it is never drawn and never travels.
    public static let unsent = ReplicaID(bits: 0)

    /// A fresh name.
    public static func random(using generator: inout some RandomNumberGenerator) -> ReplicaID {
        ReplicaID(bits: .random(in: 1...UInt64.max, using: &generator))
    }
}

extension ReplicaID: Comparable {
    public static func < (left: ReplicaID, right: ReplicaID) -> Bool { left.bits < right.bits }
}

extension ReplicaID: LosslessStringConvertible {
    public init?(_ text: String) {
        self.init(digits: text.utf8)
    }

    /// Reads 16 hexadecimal digits.
    init?(digits: some Collection<UInt8>) {
        guard let bits = Hex.bits(digits) else { return nil }
        self.bits = bits
    }

    public var description: String { Hex.text(bits) }
}
