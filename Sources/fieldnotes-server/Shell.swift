/// Words as a shell takes them.
enum Shell {
    /// `text` as one word that a shell takes for nothing else.
    static func quoted(_ text: String) -> String {
        "'"
            + text.split(separator: "'", omittingEmptySubsequences: false)
            .joined(separator: #"'\''"#) + "'"
    }
}
