import Glibc

/// A note's text given with the command instead of in an editor: by `-m`, or from a file or standard input by `-F`.
struct GivenText {
    /// Each becomes a paragraph.
    let messages: [String]
    /// A path, or `-` for standard input.
    let file: String?

    /// Nil where none was given, so that an editor is to be opened. Throws `Complaint.unreadable` and `notText`.
    func read() throws -> String? {
        if let file {
            guard messages.isEmpty else { throw Complaint.usage("Choose one of -m and -F.", verb: nil) }
            return try GivenText.text(of: file)
        }
        return messages.isEmpty ? nil : messages.joined(separator: "\n\n")
    }

    /// Far above what a note may hold, so that the note's own limit is told with its figure; a pipe may have no end.
    private static let bytesMax = 4 << 20

    private static func text(of file: String) throws -> String {
        let name = file == "-" ? "Standard input" : file
        let bytes = try file == "-"
            ? PrivateFile.read(STDIN_FILENO, named: name, most: bytesMax) : PrivateFile.read(file, most: bytesMax)
        guard let bytes else { throw Complaint.unreadable(file: file, reason: "there is no such file") }
        guard let text = String(validating: bytes, as: UTF8.self) else { throw Complaint.notText(file: name) }
        // One break at the end belongs to the file, as it does in an editor.
        return text.last?.isNewline ?? false ? String(text.dropLast()) : text
    }
}
