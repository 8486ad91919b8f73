import Notebook
import ReformNotes

/// A note cannot be kept as it was written.
extension Complaint {
    static func about(_ error: WritingError) -> Complaint {
        switch error {
        case .unknownNote: Complaint(exit: .notFound, code: "unknown-note", message: "There is no such note any more.")
        case .problems(let problems):
            Complaint(
                exit: .failed, code: "invalid-note",
                message: (problems.map(Sentence.ended) + ["Nothing was saved."]).joined(separator: " "), saved: false)
        }
    }

    static func about(_ error: SettingError) -> Complaint {
        switch error {
        case .malformed(let text): .usage("\"\(text)\" is not of the form FIELD=VALUE", verb: SetFields.word)
        case .unknownKey(let key):
            .usage(
                "There is no \"\(key)\" to set; choose from \(SetFields.keys.joined(separator: ", "))",
                verb: SetFields.word)
        case .item(let lookup, let words): .about(lookup, words)
        case .towardWithoutStance:
            .usage("The note takes no stance; set stance=… before toward", verb: SetFields.word)
        }
    }

    /// No text was given and no editor can be opened to write one.
    static let noText = Complaint(
        exit: .usage, code: "no-text", message: "There is no text, and no terminal to write it in. Nothing was saved.",
        next: "give it with `-m TEXT` or `-F FILE`, or name an editor in EDITOR.")

    /// An editor writes: its draft at least.
    static let editorRehearsed = Complaint(
        exit: .usage, code: "dry-run", message: "A dry run opens no editor. Nothing was written.",
        next: "give the text with the command, or leave out -n.")

    /// The same, where the text lies in a draft.
    func keeping(_ draft: Draft) -> Complaint {
        Complaint(
            exit: exit, code: code, message: "\(Sentence.ended(message)) Your text is kept: \(draft.path)",
            next: "`\(draft.facts.again)` carries on from it.")
    }
}
