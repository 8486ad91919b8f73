import Glibc
import Notebook
import ReformNotes
import SyncModel

/// Settling a body by writing it: in the person's editor, or by a program that shows three files.
extension Settlement {
    /// Opens the text with its open places marked. It lies in a draft until every place is settled.
    func edited(_ open: OpenNote) throws -> Answer {
        let name = try notebook.shortName(of: open.id)
        let marked = try marked(open)
        let title = FrontMatter.Field(
            name: "note", value: name, hint: "Leave one text; no line of <<<<<<<, |||||||, ======= or >>>>>>> may stay."
        )
        let text = FrontMatter(fields: [title], body: marked).text
        let draft = try desk.drafts().open(
            "resolve-\(open.id)", text: text,
            facts: Draft.Facts(
                again: "fieldnotes resolve \(name) --edit", opened: desk.dates.now,
                sight: String(decoding: open.opening.json, as: UTF8.self), original: text))
        let outcome = try desk.editor().edit(draft, known: ["note"])
        guard case .changed(let edited) = outcome else {
            draft.discard()
            throw Complaint.openChoices(name, lines: MarkedText.openChoices(in: text))
        }
        let left = MarkedText.openChoices(in: try draft.text())
        guard left.isEmpty else { throw Complaint.openChoices(name, lines: left) }
        // What the draft was made from counts, not what came in since.
        let opening = try Opening(json: Array(draft.facts.sight.utf8))
        let answer = try settle(OpenNote(view: open.view, opening: opening), edited.body)
        draft.discard()
        return answer
    }

    /// Runs `tool` on three files: yours, the result to be written, and the other.
    func merged(_ open: OpenNote, by tool: String) throws -> Answer {
        let sides = try bodySides(open)
        let folder = try desk.drafts().directory
        try PrivateFile.makeFolder(folder)
        let paths = ["yours", "result", "other"].map { "\(folder)/resolve-\(open.id).\($0).md" }
        let start = open.view.field(NoteField.body)?.shown.text ?? ""
        let texts = [sides[0].side.value.text ?? "", start, sides[1].side.value.text ?? ""]
        for (path, text) in zip(paths, texts) { try PrivateFile.write(Array(text.utf8), to: path) }
        let status = Child.holdingInterrupts { Child(command: tool, arguments: paths)?.wait() ?? 127 }
        guard status == 0 else {
            throw Complaint.editorFailed(tool, draft: paths[1], again: "fieldnotes resolve \(open.id) --tool CMD")
        }
        guard let text = try GivenText(messages: [], file: paths[1]).read() else { throw WritingError.unknownNote }
        let answer = try settle(open, text)
        for path in paths { unlink(path) }
        return answer
    }

    private func marked(_ open: OpenNote) throws -> String {
        let sides = try bodySides(open)
        let paragraphs = Paragraphs(
            base: open.view.field(NoteField.body)?.base?.text, first: sides[0].side.value.text ?? "",
            second: sides[1].side.value.text ?? "")
        return MarkedText.of(paragraphs, first: sides[0].mark(desk.dates), second: sides[1].mark(desk.dates))
    }

    /// The two sides of the body. Throws `SettlingError.notInConflict`; of more than two, the first two are compared and the
    /// rest stays open.
    private func bodySides(_ open: OpenNote) throws -> [SideName] {
        guard let body = open.view.conflicts.first(where: { $0.key == NoteField.body }), body.sides.count > 1 else {
            throw SettlingError.notInConflict(NoteField.body)
        }
        return body.namedSides
    }
}
