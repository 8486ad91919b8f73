/// Makes text harmless to show: what would steer a terminal, or turn the reading order round, becomes a visible escape such
/// as `\u{1b}`. Notes, names and file names were written by others, so everything that is printed passes here, on a
/// terminal or not.
enum Inert {
    /// Text of several lines; line breaks and tabs stay.
    static func text(_ text: String) -> String {
        escaped(text) { $0 != "\n" && $0 != "\t" && isActive($0) }
    }

    /// Text that has to stay on one line: line breaks and tabs become spaces.
    static func line(_ text: String) -> String {
        escaped(text.replacing("\r\n", with: " ").replacing("\n", with: " ").replacing("\t", with: " "), isActive)
    }

    /// Whether a character acts instead of showing itself: controls, marks of direction, separators of lines and paragraphs,
    /// and the invisible tag characters.
    static func isActive(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0...0x1F, 0x7F...0x9F, 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xE0000...0xE007F: true
        default: false
        }
    }

    private static func escaped(_ text: String, _ isUnwanted: (Unicode.Scalar) -> Bool) -> String {
        guard text.unicodeScalars.contains(where: isUnwanted) else { return text }
        var result = ""
        for scalar in text.unicodeScalars {
            if isUnwanted(scalar) {
                result += "\\u{\(String(scalar.value, radix: 16))}"
            } else {
                result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
