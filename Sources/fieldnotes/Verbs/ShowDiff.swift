import ArgumentParser
import Notebook
import ReformNotes

/// Shows what differs between two changes of a note.
struct ShowDiff: Verb {
    static let word = "diff"
    static let configuration = CommandConfiguration(
        commandName: word, abstract: "Show what differs between changes of a note.",
        discussion: "Without REV the last change; with one REV all since; with two what lies between. `log` lists them."
    )

    @Argument(help: .note)
    var note: String

    @Argument(help: ArgumentHelp("A change: rN, or its full name.", valueName: "rev"))
    var revisions: [String] = []

    @Flag(name: .customLong("word"), help: "Mark words within the text instead of whole lines.")
    var byWord = false

    @Flag(help: "Show both texts beside each other.")
    var sideBySide = false

    @OptionGroup var options: Options

    func validate() throws {
        if revisions.count > 2 { throw ValidationError("Name two changes at most.") }
        if byWord && sideBySide { throw ValidationError("Choose one of --word and --side-by-side.") }
    }

    func answer(at desk: Desk) throws -> Answer {
        let finder = Finder(desk: desk, notebook: try desk.notebook(for: ShowDiff.word))
        let id = try finder.note(note)
        guard let history = try finder.notebook.history(of: id), let last = history.revisions.last else {
            throw WritingError.unknownNote
        }
        let named = try revisions.map { try ShowDiff.revision($0, history) }
        let to = named.count == 2 ? named[1] : last
        let from = named.first ?? history.revisions.dropLast().last
        let sheet = DiffSheet(
            from: from, to: to, differences: history.differences(from: from, to: to),
            form: byWord ? .words : sideBySide ? .sideBySide : .lines, dates: desk.dates)
        return Answer("diff", sheet.json, lines: sheet.lines)
    }

    private static func revision(_ typed: String, _ history: NoteHistory) throws -> Revision {
        guard let revision = history.revision(typed) else {
            throw Complaint.unknownRevision(typed, known: history.revisions.map(\.name))
        }
        return revision
    }
}
