import ArgumentParser
import Notebook
import ReformNotes

/// Writes a new note about an item, or a part of it.
struct AddNote: WritingVerb {
    static let word = "add"
    static let configuration = CommandConfiguration(
        commandName: word, abstract: "Write a note about a reform item.",
        discussion: "Without -m or -F your editor opens; what you write there is kept even if it crashes.")

    @Argument(help: "The item by name, alias or words of its title; ITEM/PART for one part of it.")
    var item: [String]
    @OptionGroup var text: TextOptions
    @OptionGroup var details: NoteOptions

    @Option(help: "The part of the item that the note is about.")
    var measure: String?

    @OptionGroup var rehearsal: Rehearsal
    @OptionGroup var options: Options

    func answer(at desk: Desk) throws -> Answer {
        let finder = Finder(desk: desk, notebook: try desk.notebook(for: AddNote.word, toKeep: text))
        let words = item.joined(separator: " ")
        let target = try finder.target(measure.map { "\(words)/\($0)" } ?? words)
        var note = details.note(about: target)
        guard let body = try text.given() else { return try compose(note, desk, finder) }
        note.body = body
        let saved = try desk.saving(body) { try finder.notebook.add(note) }
        return try Deed.added.answer(saved, in: finder.notebook)
    }

    private func compose(_ note: Note, _ desk: Desk, _ finder: Finder) throws -> Answer {
        let name = note.target.description
        let composition = Composition(
            desk: desk, finder: finder, name: "add-\(name.replacing("/", with: "."))", again: "fieldnotes add \(name)")
        let outcome = try composition.write(NotePage(note)) { _, edit in
            var written = note
            try edit.apply(to: &written, finder)
            return try finder.notebook.add(written)
        }
        return try Deed.added.answer(outcome, in: finder.notebook)
    }
}
