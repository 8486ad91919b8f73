import ArgumentParser
import Notebook
import ReformNotes

/// Shows an item with its notes, or one note.
struct ShowItemOrNote: Verb {
    static let word = "show"
    static let configuration = CommandConfiguration(
        commandName: word, abstract: "Show an item with its notes, or one note.")

    @Argument(help: "An item by name, alias or words of its title; or a note by the beginning of its name.")
    var subject: [String]

    @Flag(help: "Tell an item's arguments in full.")
    var arguments = false

    @Flag(help: "List all notes of an item, not only the latest.")
    var notes = false

    @Flag(help: "Only the note's text, as it was written.")
    var raw = false

    @OptionGroup var options: Options

    private static let notesShown = 10
    /// More notes than anyone has about one item.
    private static let notesMax = 1_000_000

    func answer(at desk: Desk) throws -> Answer {
        let finder = Finder(desk: desk, notebook: try desk.notebook(for: ShowItemOrNote.word))
        switch try finder.subject(subject.joined(separator: " ")) {
        case .note(let id): return try show(id, desk, finder.notebook)
        case .item(let item):
            guard !raw else { throw Complaint.usage("--raw is for a note", verb: ShowItemOrNote.word) }
            return try show(item, desk, finder.notebook)
        }
    }

    private func show(_ id: NoteID, _ desk: Desk, _ notebook: Notebook) throws -> Answer {
        guard let view = try notebook.note(id) else { throw WritingError.unknownNote }
        let replies = try NoteTable(
            notebook.notes(.replies(to: id), limit: ShowItemOrNote.notesMax), in: notebook, desk.dates)
        let sheet = NoteSheet(
            view: view, name: try notebook.shortName(of: id), replies: replies, dates: desk.dates)
        var answer = Answer("note", view.json) { raw ? Line.verbatim(view.note.body) : sheet.lines($0) }
        answer.subject = id
        return answer
    }

    private func show(_ item: ReformItem, _ desk: Desk, _ notebook: Notebook) throws -> Answer {
        let limit = notes ? ShowItemOrNote.notesMax : ShowItemOrNote.notesShown
        let shown = try notebook.notes(.item(item.id), limit: limit)
        guard let row = try notebook.items().first(where: { $0.item.id == item.id }) else {
            throw Complaint.unexpected("\(item.id) is not in the catalogue")
        }
        var sheet = ItemSheet(
            row: row, catalogue: notebook.catalogue, notes: try NoteTable(shown, in: notebook, desk.dates))
        sheet.withArguments = arguments
        var answer = Answer("item", row.json(in: notebook.catalogue, notes: shown), lines: sheet.lines)
        answer.listed = shown.map(\.id)
        return answer
    }
}
