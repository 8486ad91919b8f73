import Glibc

/// The person's own editor, and what it made of a draft.
struct Editor {
    /// What came out of an editor.
    enum Outcome: Equatable {
        /// The text is as it was when the draft was first opened.
        case unchanged
        /// Nothing but spaces is left where the body was.
        case empty
        case changed(FrontMatter)
    }

    /// A line of shell, such as `code --wait`.
    let command: String
    /// Whether the person named it; one that was only found here may need a terminal.
    let isChosen: Bool

    /// `FIELDNOTES_EDITOR`, `VISUAL` or `EDITOR`, else nano or vi, whichever is there.
    init(environment: Environment) {
        let wish = ["FIELDNOTES_EDITOR", "VISUAL", "EDITOR"].lazy.compactMap { environment[$0] }.first
        isChosen = wish != nil
        command = wish ?? (Editor.isInstalled("nano", environment) ? "nano" : "vi")
    }

    /// Opens a draft and waits for the person. The draft stays on the disk, whatever happens; the caller discards it once the
    /// text is saved. Throws `Complaint.editorFailed`, `draftUnclear` and `draftOpen`.
    func edit(_ draft: Draft, known: [String]) throws -> Outcome {
        let held = try draft.hold()
        defer { close(held) }
        let status = Child.holdingInterrupts { Child(command: command, arguments: [draft.path])?.wait() ?? 127 }
        guard status == 0 else {
            throw Complaint.editorFailed(command, draft: draft.path, again: draft.facts.again)
        }
        return try outcome(of: draft, known: known)
    }

    private func outcome(of draft: Draft, known: [String]) throws -> Outcome {
        let text = try draft.text()
        if text.utf8.elementsEqual(draft.facts.original.utf8) { return .unchanged }
        do {
            let edited = try FrontMatter(text: text, known: known)
            return edited.body.allSatisfy(\.isWhitespace) ? .empty : .changed(edited)
        } catch let unclear as FrontMatter.Unclear {
            throw Complaint.draftUnclear(
                line: unclear.line, unclear.problem, draft: draft.path, again: draft.facts.again)
        }
    }

    private static func isInstalled(_ program: String, _ environment: Environment) -> Bool {
        (environment["PATH"] ?? "/usr/bin:/bin").split(separator: ":").contains {
            access("\($0)/\(program)", X_OK) == 0
        }
    }
}
