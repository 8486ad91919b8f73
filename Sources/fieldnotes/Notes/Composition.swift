import Notebook
import ReformNotes

/// A note on its way through the person's editor. The text is a draft on the disk from before the editor opens until the note
/// is saved, and is taken up again by the same command if anything comes between.
struct Composition {
    let desk: Desk
    let finder: Finder
    /// Of the draft.
    let name: String
    /// The command that takes the draft up again.
    let again: String

    enum Outcome {
        /// With what `save` would have to know.
        case unchanged(sight: String)
        /// There was no text left to keep.
        case empty
        case saved(Saved)
    }

    /// - Parameters:
    ///   - page: what the editor shows, unless a draft was left.
    ///   - sight: what `save` has to know of the moment when the page was made.
    ///   - save: gets the sight kept with the draft, and what the person did to the page.
    func write(_ page: NotePage, sight: String = "", save: (String, NoteEdit) throws -> Saved) throws -> Outcome {
        guard !desk.isRehearsal else { throw Complaint.editorRehearsed }
        let editor = desk.editor()
        guard !desk.options.noInput, editor.isChosen || desk.terminal.asks else { throw Complaint.noText }
        let draft = try open(page, sight: sight)
        let known = page.frontMatter.fields.map(\.name)
        switch try editor.edit(draft, known: known) {
        case .unchanged:
            draft.discard()
            return .unchanged(sight: draft.facts.sight)
        case .empty:
            draft.discard()
            return .empty
        case .changed(let edited):
            let saved = try keeping(draft) {
                let original = try FrontMatter(text: draft.facts.original, known: known)
                return try save(draft.facts.sight, NoteEdit(edited: edited, original: original))
            }
            draft.discard()
            return .saved(saved)
        }
    }

    private func open(_ page: NotePage, sight: String) throws -> Draft {
        let drafts = try desk.drafts()
        if let left = try drafts.find(name) {
            try desk.say(Line("Carrying on from the draft of \(desk.dates.full(left.facts.opened))."))
            return left
        }
        let text = page.frontMatter.text
        return try drafts.open(
            name, text: text,
            facts: Draft.Facts(again: again, opened: desk.dates.now, sight: sight, original: text))
    }

    /// Whatever keeps the text from being saved, the draft stays, and the complaint says where.
    private func keeping(_ draft: Draft, _ save: () throws -> Saved) throws -> Saved {
        do {
            return try save()
        } catch {
            throw Complaint(about: error).keeping(draft)
        }
    }
}
