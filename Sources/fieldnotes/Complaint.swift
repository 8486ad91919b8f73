/// What went wrong, told to a person: what happened, what is safe, and one next step.
///
/// The sentences live in `Complaints/`, beside their like. A message never says that something is safe unless the caller has
/// checked it, and never names a command or an option that this build lacks.
struct Complaint: Error, Equatable {
    let exit: Exit
    /// The stable name that scripts read, such as `offline`.
    let code: String
    /// What happened, then what is safe; whole sentences.
    let message: String
    /// What to do now, with commands in back quotes; nil where nothing helps.
    var next: String?
    /// Whether the person's work is known to be saved.
    var saved = true
    /// Text that could not be saved and is handed back for copying.
    var unsavedText: String?
    /// For how long the server asks to be left alone.
    var waitSeconds: Int?

    /// The commands that `next` names, as they are to be typed.
    var commands: [String] {
        let pieces = (next ?? "").split(separator: "`", omittingEmptySubsequences: false)
        return pieces.indices.filter { !$0.isMultiple(of: 2) && $0 < pieces.count - 1 }
            .map { String(pieces[$0]) }
            .filter { $0.hasPrefix("fieldnotes") }
    }

    /// For a person, with lines no longer than `columns` where that is given.
    func lines(columns: Int?) -> [Line] {
        var lines = (Line(Span("fieldnotes: ", .bad)) + Line(message)).wrapped(to: columns)
        if let next { lines += (Line(Span("Next: ", .bold)) + Line(next)).wrapped(to: columns) }
        if let unsavedText {
            lines.append("")
            lines += Line.each(of: unsavedText)
        }
        return lines
    }

    /// For a script.
    var json: JSON {
        var members: [(String, JSON)] = [
            ("code", .text(code)), ("exit", .number(Int(exit.rawValue))), ("message", .text(message)),
            ("saved", .flag(saved)), ("next", .list(commands.map(JSON.text))),
        ]
        if let unsavedText { members.append(("text", .text(unsavedText))) }
        return .object([("error", .object(members))])
    }
}
