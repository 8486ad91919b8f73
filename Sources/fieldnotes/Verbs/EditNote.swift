import ArgumentParser
import Notebook
import ReformNotes

/// Changes a note's text, and in the editor its other fields too.
struct EditNote: WritingVerb {
    static let word = "edit"
    static let configuration = CommandConfiguration(
        commandName: word, abstract: "Change a note in your editor, or its text by -m or -F.",
        discussion: """
            What you save replaces what you were shown, and never what somebody wrote meanwhile.
            A text that the server did not accept opens as you wrote it, and is sent again when you leave the editor.
            """)

    @Argument(help: .note)
    var note: String
    @OptionGroup var text: TextOptions
    @OptionGroup var rehearsal: Rehearsal
    @OptionGroup var options: Options

    func answer(at desk: Desk) throws -> Answer {
        let finder = Finder(desk: desk, notebook: try desk.notebook(for: EditNote.word, toKeep: text))
        guard let open = try finder.notebook.open(try finder.note(note)) else { throw WritingError.unknownNote }
        guard let body = try text.given() else { return try compose(open, desk, finder) }
        var edited = open.note
        edited.body = body
        let saved = try desk.saving(body) { try finder.notebook.save(open.opening, edited) }
        return try Deed.changed.answer(saved, in: finder.notebook)
    }

    /// The opening is kept with the draft: what the edit replaces is what was shown then, however long ago that is.
    private func compose(_ open: OpenNote, _ desk: Desk, _ finder: Finder) throws -> Answer {
        let name = try finder.notebook.shortName(of: open.id)
        let composition = Composition(
            desk: desk, finder: finder, name: open.id.description, again: "fieldnotes edit \(name)")
        let sight = String(decoding: open.opening.json, as: UTF8.self)
        let outcome = try composition.write(NotePage(open.note), sight: sight) { sight, edit in
            let opening = try Opening(json: Array(sight.utf8))
            var edited = opening.note
            try edit.apply(to: &edited, finder)
            return try finder.notebook.save(opening, edited)
        }
        if case .empty = outcome {
            return .report(
                "note", open.view.json,
                [
                    Line("There was no text left, so nothing was changed."),
                    Line("`fieldnotes withdraw \(name)` takes the note away."),
                ])
        }
        if case .unchanged(let sight) = outcome {
            guard !open.view.refused.isEmpty else { return .report("note", open.view.json, ["No change."]) }
            let opening = try Opening(json: Array(sight.utf8))
            let saved = try finder.notebook.save(opening, opening.note)
            return try Deed.changed.answer(saved, in: finder.notebook)
        }
        return try Deed.changed.answer(outcome, in: finder.notebook)
    }
}
