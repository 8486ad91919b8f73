/// JSON in which every character that could command a terminal or reorder a line stands as an escape: DEL, C1 controls, marks
/// of writing direction, and the separators that other languages take for line breaks. (C0 controls JSON escapes anyway.)
public enum VisibleJSON {
    /// The same JSON; outside its strings there is nothing to escape, so it need not be understood.
    public static func escaped(_ json: [UInt8]) -> [UInt8] {
        guard json.contains(where: { $0 >= 0x7F }) else { return json }
        var escaped: [UInt8] = []
        escaped.reserveCapacity(json.count + 16)
        var place = 0
        while place < json.count {
            guard let (unit, length) = hidden(json, at: place) else {
                escaped.append(json[place])
                place += 1
                continue
            }
            escaped += Array("\\u\(String(repeating: "0", count: 4 - unit.count))\(unit)".utf8)
            place += length
        }
        return escaped
    }

    /// The character at `place` as hexadecimal digits, and its length in bytes, if it is one of those to escape.
    private static func hidden(_ json: [UInt8], at place: Int) -> (unit: String, length: Int)? {
        let byte = json[place]
        if byte == 0x7F { return ("7f", 1) }
        let length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC2 ? 2 : 1
        guard length == 2 || length == 3, place + length <= json.count else { return nil }
        let lead = UInt32(byte) & (length == 2 ? 0x1F : 0x0F)
        let scalar = json[(place + 1)..<(place + length)].reduce(lead) { $0 << 6 | UInt32($1 & 0x3F) }
        return isHidden(scalar) ? (String(scalar, radix: 16), length) : nil
    }

    private static func isHidden(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x80...0x9F, 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: true
        default: false
        }
    }
}
