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
        // Byte by byte out of a collection that this module does not know, it would cost most of an idle sync.
        let digest =
            bytes.withContiguousStorageIfAvailable { Digest(contiguous: UnsafeRawBufferPointer($0)) }
            ?? Array(bytes).withUnsafeBytes { Digest(contiguous: $0) }
        guard let digest else { return nil }
        self = digest
    }

    private init?(contiguous bytes: UnsafeRawBufferPointer) {
        guard bytes.count >= Digest.byteCount else { return nil }
        high = UInt64(bigEndian: bytes.loadUnaligned(as: UInt64.self))
        low = UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
    }

    public var bytes: [UInt8] { withUnsafeBytes(of: (high.bigEndian, low.bigEndian)) { Array($0) } }

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
