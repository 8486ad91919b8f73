/// 128 bits of a SHA-256, of a change or of a state; sums of them tell whether two sides hold the same.
public struct Digest: Hashable, Sendable {
    public static let byteCount = 16

    public private(set) var high: UInt64
    public private(set) var low: UInt64

    public init(high: UInt64 = 0, low: UInt64 = 0) {
        self.high = high
        self.low = low
    }

    /// The first 16 bytes of `bytes`, the most significant first; nil where there are fewer.
    public init?(_ bytes: some Collection<UInt8>) {
        guard bytes.count >= Digest.byteCount else { return nil }
        high = bytes.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
        low = bytes.dropFirst(8).prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
    }

    public var bytes: [UInt8] {
        [high, low].flatMap { word in (0..<8).map { UInt8(truncatingIfNeeded: word >> (56 - 8 * UInt64($0))) } }
    }

    /// The sum modulo 2¹²⁸: the order of adding never matters, and what was added can be taken out again.
    public static func + (left: Digest, right: Digest) -> Digest {
        let (low, carry) = left.low.addingReportingOverflow(right.low)
        return Digest(high: left.high &+ right.high &+ (carry ? 1 : 0), low: low)
    }

    public static func - (left: Digest, right: Digest) -> Digest {
        let (low, borrow) = left.low.subtractingReportingOverflow(right.low)
        return Digest(high: left.high &- right.high &- (borrow ? 1 : 0), low: low)
    }

    public static func += (left: inout Digest, right: Digest) { left = left + right }
    public static func -= (left: inout Digest, right: Digest) { left = left - right }

    /// Eight digits in two groups, for people to compare across two screens.
    public var spoken: String {
        let digits = Hex.text(high)
        return "\(digits.prefix(4))-\(digits.dropFirst(4).prefix(4))"
    }
}

extension Digest: LosslessStringConvertible {
    public init?(_ text: String) {
        guard text.utf8.count == 32, let bytes = Hex.bytes(text.utf8) else { return nil }
        self.init(bytes)
    }

    public var description: String { Hex.text(high) + Hex.text(low) }
}
