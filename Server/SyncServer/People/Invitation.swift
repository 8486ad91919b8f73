/// The code that lets one device join, drawn by the server and shown once: `FN1-` and 26 characters of 128 random bits.
struct InvitationCode {
    static let prefix = "FN1-"
    static let byteCount = 16

    let text: String

    /// - Parameter bytes: 16 random ones.
    init(bytes: [UInt8]) {
        precondition(bytes.count == InvitationCode.byteCount, "a code has 128 bits")
        text = InvitationCode.prefix + Base32.text(bytes)
    }

    /// Takes a code as a person may have typed it: case does not matter, nor which of `O`, `0`, `I`, `L` and `1` was meant.
    /// Nil where it is none.
    init?(typed: String) {
        let upper = typed.uppercased()
        guard upper.hasPrefix(InvitationCode.prefix) else { return nil }
        let letters = upper.dropFirst(InvitationCode.prefix.count).map { Base32.meant[$0] ?? $0 }
        guard letters.count == 26, letters.allSatisfy(Base32.alphabet.contains) else { return nil }
        text = InvitationCode.prefix + String(letters)
    }

    /// Its first letters, by which people name an invitation: 20 of its 128 bits, which help nobody to guess the others.
    var beginning: String { String(text.dropFirst(InvitationCode.prefix.count).prefix(InvitationCode.beginningLength)) }

    static let beginningLength = 4

    /// What the server keeps of it.
    var hash: [UInt8] { Array(text.utf8).sha256 }
}

/// Crockford's base 32, which leaves out the letters that people mistake for others.
private enum Base32 {
    static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")
    static let meant: [Character: Character] = ["O": "0", "I": "1", "L": "1"]

    /// Five bits a letter, most significant first; the spare bits at the end are zero.
    static func text(_ bytes: [UInt8]) -> String {
        var text = ""
        var window: UInt32 = 0
        var bits = 0
        for byte in bytes {
            window = window << 8 | UInt32(byte)
            bits += 8
            while bits >= 5 {
                bits -= 5
                text.append(alphabet[Int(window >> UInt32(bits)) & 31])
            }
        }
        if bits > 0 { text.append(alphabet[Int(window << UInt32(5 - bits)) & 31]) }
        return text
    }
}
