/// How many columns of a terminal text takes.
enum Width {
    static func of(_ text: some StringProtocol) -> Int {
        text.reduce(0) { $0 + of($1) }
    }

    /// A character is as wide as its base: accents lay themselves over it. East Asian ideographs and emoji take two columns.
    static func of(_ character: Character) -> Int {
        guard let base = character.unicodeScalars.first else { return 0 }
        switch base.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format: return 0
        default: break
        }
        let asEmoji = character.unicodeScalars.contains { $0.value == 0xFE0F } || base.properties.isEmojiPresentation
        return asEmoji || isWide(base) ? 2 : 1
    }

    /// The text cut to fit, with "…" for what is missing.
    static func cut(_ text: String, to columns: Int) -> String {
        guard of(text) > columns else { return text }
        guard columns > 0 else { return "" }
        return String(start(of: text, columns: columns - 1)) + "…"
    }

    /// As much of the start as fits.
    static func start(of text: some StringProtocol, columns: Int) -> String {
        var width = 0
        return String(
            text.prefix { character in
                width += of(character)
                return width <= columns
            })
    }

    /// The blocks of wide and full-width characters (Unicode's East Asian Width, in whole blocks).
    private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
            0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x20000...0x3FFFD:
            true
        default: false
        }
    }
}
