import Notebook
import SyncModel

/// The work is done or kept, and something of it waits for a person.
extension Complaint {
    /// `short` are the ids; `about` tells the cause where there is one note: "you and Priya Nair changed the same paragraph".
    static func conflict(_ short: [String], about cause: String?) -> Complaint {
        guard short.count == 1, let note = short.first else {
            return Complaint(
                exit: .conflict, code: "conflict",
                message:
                    "\(short.count) notes need you: \(Sentence.list(short)). All versions are kept and everything else "
                    + "is in step.",
                next: "`fieldnotes resolve`.")
        }
        let detail = cause.map { ", where \($0)" } ?? ""
        return Complaint(
            exit: .conflict, code: "conflict",
            message: "1 note needs you: \(note)\(detail). Both versions are kept and everything else is in step.",
            next: "`fieldnotes resolve \(note)`.")
    }

    static func about(_ error: SettlingError) -> Complaint {
        switch error {
        case .notInConflict(let field):
            choice(
                "There is nothing to settle\(field.map { " in \(FieldNames.of($0))" } ?? "")", "`fieldnotes conflicts`."
            )
        case .noSide(let sides): choice("That fits none of the sides", whichSides(sides))
        case .severalSides(let sides):
            Complaint(
                exit: .notFound, code: "several-sides", message: "That fits several sides. Nothing was changed.",
                next: "name one by its change: \(Sentence.list(sides.compactMap { $0.dot?.description })).")
        case .bothInOneValue(let field):
            choice(
                "Only one value fits in \(FieldNames.of(field)), so both cannot be kept",
                "keep one side, or settle other fields by `--field`.")
        case .notWithdrawn: choice("Nobody withdrew this note against an edit", "`fieldnotes conflicts`.")
        }
    }

    private static func choice(_ message: String, _ next: String) -> Complaint {
        Complaint(exit: .usage, code: "no-such-choice", message: "\(message). Nothing was changed.", next: next)
    }

    private static func whichSides(_ sides: [Side]) -> String {
        let names = sides.map { $0.isYours ? "yours" : "\"\($0.author)\"" }
        return "keep one of \(Sentence.list(names.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }))."
    }

    /// Marks are left in a text that was to settle a conflict, on these lines.
    static func openChoices(_ note: String, lines: [Int]) -> Complaint {
        Complaint(
            exit: .conflict, code: "open-choices",
            message: "\(note) still has \(Plural.count(lines.count, "open choice")) "
                + "(\(Plural.verb(lines.count, "line", "lines")) \(Sentence.list(lines.map(String.init)))); nothing was changed.",
            next: "`fieldnotes resolve \(note) --edit` carries on from it.")
    }

    /// `moment` is "at 10:01", or names the day, too.
    static func resolvedElsewhere(_ note: String, by name: String, _ moment: String) -> Complaint {
        Complaint(
            exit: .conflict, code: "resolved-elsewhere",
            message: "\(name) settled \(note) too, \(moment). Both settlements are kept.",
            next: "`fieldnotes resolve \(note)`.")
    }

    /// `reason` continues the sentence after the note's name: "is 71 KB, over the 64 KB limit".
    /// - Parameter isForbidden: whether it is this member who may not, whatever the note says.
    static func refused(_ refused: Int, of sent: Int, note: String, reason: String, isForbidden: Bool = false)
        -> Complaint
    {
        let rest = sent - refused
        let others = rest <= 0 ? "" : " The other \(rest == 1 ? "one was" : "\(rest) were") sent."
        return Complaint(
            exit: .refused, code: "refused",
            message:
                "The server did not accept \(refused) of \(Plural.count(sent, "change")): \(note) \(reason).\(others)",
            next: isForbidden
                ? "ask your team lead; what you wrote stays here. Copy out: `fieldnotes export`."
                : "`fieldnotes edit \(note)` to mend it, or split it with `fieldnotes reply \(note)`.")
    }

    /// `again` is the command that takes the draft up: `fieldnotes edit k7f3`.
    static func editorFailed(_ editor: String, draft: String, again: String) -> Complaint {
        Complaint(
            exit: .failed, code: "editor-failed",
            message: "The editor (\(editor)) stopped with an error. Your text is kept: \(draft)",
            next: "`\(again)` carries on from it; `fieldnotes drafts` lists all.")
    }

    static func draftUnclear(line: Int, _ problem: String, draft: String, again: String) -> Complaint {
        Complaint(
            exit: .failed, code: "draft-unclear",
            message:
                "Line \(line) of the draft: \(Sentence.ended(problem)) Nothing was saved; your text is kept: \(draft)",
            next: "`\(again)` carries on from it.")
    }

    static func draftOpen(_ name: String) -> Complaint {
        Complaint(
            exit: .failed, code: "draft-open",
            message: "The draft \(name) is open in another editor. Nothing was changed.",
            next: "finish there first.")
    }
}
