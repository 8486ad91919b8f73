/// Fixed-width lower-case hexadecimal, the form in which 64-bit numbers travel: a JSON number would lose the last bits of
/// some in other languages.
public enum Hex {
    /// The 16 digits of `bits`.
    public static func text(_ bits: UInt64) -> String {
        String(unsafeUninitializedCapacity: 16) { buffer in
            for place in 0..<16 {
                buffer[place] = digit(UInt8(truncatingIfNeeded: bits >> (60 - 4 * UInt64(place))) & 15)
            }
            return 16
        }
    }

    /// The digits of `bytes`, two for each.
    public static func text(of bytes: some Collection<UInt8>) -> String {
        String(unsafeUninitializedCapacity: 2 * bytes.count) { buffer in
            var place = 0
            for byte in bytes {
                (buffer[place], buffer[place + 1]) = (digit(byte >> 4), digit(byte & 15))
                place += 2
            }
            return place
        }
    }

    /// The number that exactly 16 lower-case digits name, or nil.
    public static func bits(_ digits: some Collection<UInt8>) -> UInt64? {
        guard digits.count == 16 else { return nil }
        var bits: UInt64 = 0
        for byte in digits {
            guard let nibble = nibble(byte) else { return nil }
            bits = bits << 4 | UInt64(nibble)
        }
        return bits
    }

    /// The bytes that an even number of lower-case digits name, or nil.
    public static func bytes(_ digits: some Collection<UInt8>) -> [UInt8]? {
        guard digits.count.isMultiple(of: 2) else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(digits.count / 2)
        var high: UInt8?
        for byte in digits {
            guard let nibble = nibble(byte) else { return nil }
            if let first = high {
                bytes.append(first << 4 | nibble)
                high = nil
            } else {
                high = nibble
            }
        }
        return bytes
    }

    /// Adds the 16 digits of `bits`.
    static func append(_ bits: UInt64, to bytes: inout [UInt8]) {
        for shift in stride(from: 60, through: 0, by: -4) {
            bytes.append(digit(UInt8(truncatingIfNeeded: bits >> UInt64(shift)) & 15))
        }
    }

    static func digit(_ nibble: UInt8) -> UInt8 {
        nibble < 10 ? UInt8(ascii: "0") + nibble : UInt8(ascii: "a") + nibble - 10
    }

    private static func nibble(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        default: nil
        }
    }
}
