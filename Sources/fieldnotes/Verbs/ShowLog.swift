import ArgumentParser
import Notebook
import ReformNotes

/// Lists the changes of a note, or of an item's notes, the latest first.
struct ShowLog: Verb {
    static let word = "log"
    static let configuration = CommandConfiguration(
        commandName: word, abstract: "List who changed what of a note or of an item's notes, and when.",
        discussion: "This device keeps what it has seen; --fetch brings what else the server has.")

    @Argument(help: "A note by the beginning of its name; or an item.")
    var subject: [String]

    @Option(help: ArgumentHelp("Only from this day or time on.", valueName: "date"))
    var since: String?

    @Option(help: ArgumentHelp("Only by people whose name holds this.", valueName: "name"))
    var by: String?

    @Option(help: "How many changes at most, for an item.")
    var limit = 50

    @OptionGroup var options: Options

    func validate() throws {
        if limit < 1 { throw ValidationError("--limit has to be 1 or more.") }
    }

    func answer(at desk: Desk) throws -> Answer {
        let finder = Finder(desk: desk, notebook: try desk.notebook(for: ShowLog.word))
        let earliest = try since.map(desk.date) ?? .min
        switch try finder.subject(subject.joined(separator: " ")) {
        case .note(let id):
            let (rows, hasMore) = try rows(of: id, finder.notebook, since: earliest)
            var answer = told(rows, desk, withName: false)
            if hasMore { answer.warnings = [.moreOnServer(try finder.notebook.shortName(of: id))] }
            return answer
        case .item(let item):
            return told(try rows(of: item, finder.notebook, since: earliest), desk, withName: true)
        }
    }

    private func told(_ rows: [RevisionRow], _ desk: Desk, withName: Bool) -> Answer {
        var answer = Answer("log", .list(rows.map(\.json))) { columns in
            rows.isEmpty
                ? ["No change fits."]
                : RevisionRow.table(rows, desk.dates, withName: withName).lines(width: columns)
        }
        answer.rows = rows.map(\.cells)
        return answer
    }

    private func rows(of id: NoteID, _ notebook: Notebook, since: Int64) throws -> ([RevisionRow], hasMore: Bool) {
        guard let history = try notebook.history(of: id) else { throw WritingError.unknownNote }
        let name = try notebook.shortName(of: id)
        let rows = history.revisions.reversed().filter { $0.at >= since && isWanted($0) }
            .map { RevisionRow(note: id, name: name, revision: $0) }
        return (rows, history.serverHasMore)
    }

    /// No note outside the first `limit` by their latest change can have one of the `limit` latest changes, unless only some
    /// people's are wanted.
    private func rows(of item: ReformItem, _ notebook: Notebook, since: Int64) throws -> [RevisionRow] {
        let notes = try notebook.notes(.item(item.id), limit: by == nil ? limit : ShowLog.notesMax)
        let rows = try notes.filter { $0.edited >= since }
            .flatMap { try self.rows(of: $0.id, notebook, since: since).0 }
        return Array(rows.sorted { $0.revision.stamp > $1.revision.stamp }.prefix(limit))
    }

    private static let notesMax = 10_000

    private func isWanted(_ revision: Revision) -> Bool {
        by.map { revision.author.lowercased().contains($0.lowercased()) } ?? true
    }
}
