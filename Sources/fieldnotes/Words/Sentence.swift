/// Parts put together as a person would write them.
enum Sentence {
    /// "a", "a and b", "a, b and c".
    static func list(_ parts: [String]) -> String {
        guard parts.count > 1, let last = parts.last else { return parts.first ?? "" }
        return parts.dropLast().joined(separator: ", ") + " and " + last
    }

    /// "a", "a or b", "a, b or c".
    static func choice(_ parts: [String]) -> String {
        guard parts.count > 1, let last = parts.last else { return parts.first ?? "" }
        return parts.dropLast().joined(separator: ", ") + " or " + last
    }

    /// A message of the parser, which puts choices on lines of their own.
    static func onOneLine(_ text: String) -> String {
        let lines = text.split(separator: "\n").map { $0.drop { $0 == " " } }
        let choices = lines.filter { $0.hasPrefix("- ") }.map { String($0.dropFirst(2)) }
        let rest = lines.filter { !$0.hasPrefix("- ") }.joined(separator: " ")
        return choices.isEmpty ? rest : "\(rest) \(choice(choices))"
    }

    /// The text with a full stop, unless it has an end of its own.
    static func ended(_ text: String) -> String {
        guard let last = text.last, !".?!".contains(last) else { return text }
        return text + "."
    }
}
