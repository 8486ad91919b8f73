/// The digits of Crockford's base 32: no i, l, o or u, so that none is mistaken for another when read aloud or copied.
enum Base32 {
    private static let digits = Array("0123456789abcdefghjkmnpqrstvwxyz".utf8)

    /// The digit for a number below 32.
    static func digit(_ value: UInt8) -> UInt8 { digits[Int(value)] }

    /// The number that a lower-case digit stands for, or nil.
    static func value(_ digit: UInt8) -> UInt8? { digits.firstIndex(of: digit).map { UInt8($0) } }

    /// The digit that was meant by a character.
    static func meant(_ character: UInt8) -> UInt8 {
        let isCapital = (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(character)
        switch isCapital ? character | 0x20 : character {
        case UInt8(ascii: "o"): return UInt8(ascii: "0")
        case UInt8(ascii: "i"), UInt8(ascii: "l"): return UInt8(ascii: "1")
        case let small: return small
        }
    }
}
