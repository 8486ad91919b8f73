import ArgumentParser
import Notebook
import ReformNotes
import SyncClient
import SyncModel

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

    @Flag(help: "First bring what the server has and this device has not.")
    var fetch = false

    @OptionGroup var options: Options

    func validate() throws {
        if limit < 1 { throw ValidationError("--limit has to be 1 or more.") }
    }

    func answer(at desk: Desk) throws -> Answer {
        let finder = Finder(desk: desk, notebook: try desk.notebook(for: ShowLog.word))
        let earliest = try since.map(desk.date) ?? .min
        switch try finder.subject(subject.joined(separator: " ")) {
        case .note(let id):
            if fetch { try self.fetch([id], desk, finder.notebook) }
            let (rows, hasMore) = try rows(of: id, finder.notebook, since: earliest)
            var answer = told(rows, desk, withName: false)
            if hasMore { answer.warnings = [.moreOnServer(try finder.notebook.shortName(of: id))] }
            return answer
        case .item(let item):
            if fetch { try self.fetch(try noted(item, finder.notebook).map(\.id), desk, finder.notebook) }
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
        let rows = try noted(item, notebook).filter { $0.edited >= since }
            .flatMap { try self.rows(of: $0.id, notebook, since: since).0 }
        return Array(rows.sorted { $0.revision.stamp > $1.revision.stamp }.prefix(limit))
    }

    private func noted(_ item: ReformItem, _ notebook: Notebook) throws -> [NoteSummary] {
        try notebook.notes(.item(item.id), limit: by == nil ? limit : ShowLog.notesMax)
    }

    /// Keeps on this device all changes of the notes that the server has; it has none of a note that was never sent.
    private func fetch(_ notes: [NoteID], _ desk: Desk, _ notebook: Notebook) throws {
        let connection = try desk.connection(of: notebook.replica)
        try desk.asking(connection, for: notebook.replica) {
            let upstream = connection.upstream()
            for id in notes where try notebook.note(id)?.context.isEmpty == false {
                let changes = try upstream.history(of: id.record)
                try notebook.replica.write { try $0.keep(changes) }
            }
        }
    }

    private static let notesMax = 10_000

    private func isWanted(_ revision: Revision) -> Bool {
        by.map { revision.author.lowercased().contains($0.lowercased()) } ?? true
    }
}
