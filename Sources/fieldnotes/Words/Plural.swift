/// Numbers with their words in the right form: "1 change", "2 changes".
enum Plural {
    /// `many` where an added s is wrong: `count(2, "reply", "replies")`.
    static func count(_ number: Int, _ one: String, _ many: String? = nil) -> String {
        "\(number) \(verb(number, one, many ?? one + "s"))"
    }

    /// The word that fits the number: `verb(2, "is", "are")`.
    static func verb(_ number: Int, _ one: String, _ many: String) -> String {
        number == 1 ? one : many
    }
}
