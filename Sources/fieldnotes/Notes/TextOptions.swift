import ArgumentParser

extension ArgumentHelp {
    /// How a note is named.
    static let note: ArgumentHelp = "The note by the beginning of its name; or @last, or @2 for the second one listed."
}

/// A note's text as options: given here, or else written in an editor.
struct TextOptions: ParsableArguments {
    @Option(
        name: [.customShort("m"), .customLong("message")], parsing: .unconditionalSingleValue,
        help: ArgumentHelp("The text; each further -m is a paragraph of its own.", valueName: "text"))
    var messages: [String] = []

    @Option(
        name: [.customShort("F"), .customLong("file")], parsing: .unconditional,
        help: ArgumentHelp("Read the text from FILE; - is standard input.", valueName: "file"))
    var file: String?

    /// Nil where an editor is to be opened. Throws `Complaint.unreadable` and `notText`.
    func given() throws -> String? {
        try GivenText(messages: messages, file: file).read()
    }
}
