/// The unique name of a change: the replica that made it and that replica's count of changes, written `RID:n`.
///
/// A change that has not been sent has no number yet. It stands under ``ReplicaID/unsent`` with its place in the outbox,
/// so that the same rule works on sent and unsent changes alike.
public struct Dot: Hashable, Sendable {
    public let replica: ReplicaID
    public let n: UInt64

    public init(_ replica: ReplicaID, _ n: UInt64) {
        self.replica = replica
        self.n = n
    }

    /// The stand-in for the unsent change at `place` of this replica's outbox.
    public static func unsent(place: UInt64) -> Dot { Dot(.unsent, place) }

    public var isUnsent: Bool { replica == .unsent }
}

extension Dot: Comparable {
    public static func < (left: Dot, right: Dot) -> Bool {
        (left.replica.bits, left.n) < (right.replica.bits, right.n)
    }
}

extension Dot: LosslessStringConvertible {
    public init?(_ text: String) {
        var text = text
        guard let dot = text.withUTF8({ Dot(bytes: $0) }) else { return nil }
        self = dot
    }

    /// Reads `RID:n`, n decimal without leading zeros and not 0.
    init?(bytes: UnsafeBufferPointer<UInt8>) {
        guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")),
            let replica = ReplicaID(digits: UnsafeBufferPointer(rebasing: bytes[..<colon])),
            let n = Decimal.number(UnsafeBufferPointer(rebasing: bytes[(colon + 1)...])), n > 0
        else { return nil }
        self.init(replica, n)
    }

    public var description: String { "\(replica):\(n)" }
}

/// Decimal counts as they travel: digits only, no sign, no leading zero, below 2⁵³, so that a reader whose numbers are doubles
/// has them exactly.
enum Decimal {
    private static let max: UInt64 = (1 << 53) - 1
    /// More would not fit into 64 bits while they are read.
    private static let digitsMax = 16

    /// Adds the digits of `number`.
    static func append(_ number: UInt64, to bytes: inout [UInt8]) {
        let start = bytes.count
        var rest = number
        repeat {
            bytes.append(UInt8(ascii: "0") + UInt8(rest % 10))
            rest /= 10
        } while rest > 0
        bytes[start...].reverse()
    }

    static func number(_ digits: some Collection<UInt8>) -> UInt64? {
        guard let first = digits.first, digits.count == 1 || first != UInt8(ascii: "0"), digits.count <= digitsMax
        else { return nil }
        var number: UInt64 = 0
        for byte in digits {
            guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return nil }
            number = number * 10 + UInt64(byte - UInt8(ascii: "0"))
        }
        return number <= max ? number : nil
    }
}
