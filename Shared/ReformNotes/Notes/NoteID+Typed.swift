extension NoteID {
    /// Reads what people and other programs write: the 26 characters in any case, a UUID, or 32 hexadecimal digits.
    public init?(typed text: String) {
        switch text.utf8.count {
        case NoteID.length:
            guard let prefix = NoteID.prefix(typed: text) else { return nil }
            self.init(prefix)
        case 36:
            let groups = text.split(separator: "-", omittingEmptySubsequences: false)
            guard groups.map(\.utf8.count) == [8, 4, 4, 4, 12] else { return nil }
            self.init(hex: groups.joined())
        case 32: self.init(hex: text)
        default: return nil
        }
    }

    /// The beginning of an id as it is written, from what was typed; nil unless it is 4 to 26 of the letters and digits.
    ///
    /// Capitals count as small letters, `o` as 0, and `i` and `l` as 1, since those are what an eye mistakes.
    public static func prefix(typed text: String) -> String? {
        let digits = text.utf8.map(Base32.meant)
        guard (4...length).contains(digits.count), digits.allSatisfy({ Base32.value($0) != nil }) else { return nil }
        return String(decoding: digits, as: UTF8.self)
    }

    /// The same bits in the form that other programs know, in small letters.
    public var uuid: String {
        let digits = Array(String(bits, radix: 16))
        let padded = Array(repeating: Character("0"), count: 32 - digits.count) + digits
        let groups = [padded[0..<8], padded[8..<12], padded[12..<16], padded[16..<20], padded[20..<32]]
        return groups.map { String($0) }.joined(separator: "-")
    }

    private init?(hex: String) {
        // A sign is not a digit, though the number parser takes one.
        guard hex.utf8.allSatisfy({ $0 != UInt8(ascii: "+") && $0 != UInt8(ascii: "-") }),
            let bits = UInt128(hex, radix: 16)
        else { return nil }
        self.init(bits: bits)
    }
}
