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
        let book = Logbook(notebook: finder.notebook, since: try since.map(desk.date) ?? .min, by: by)
        switch try finder.subject(subject.joined(separator: " ")) {
        case .note(let id):
            if fetch { try bring([id], desk, finder.notebook) }
            let (rows, serverHasMore) = try book.rows(of: id)
            var answer = told(rows, desk, withName: false)
            if serverHasMore { answer.warnings = [.moreOnServer(try finder.notebook.shortName(of: id))] }
            return answer
        case .item(let item):
            if fetch { try bring(try book.notes(of: item, limit: limit).map(\.id), desk, finder.notebook) }
            return told(try book.rows(of: item, limit: limit), desk, withName: true)
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

    /// Keeps on this device all changes of the notes that the server has; it has none of a note that was never sent.
    private func bring(_ notes: [NoteID], _ desk: Desk, _ notebook: Notebook) throws {
        let connection = try desk.connection(of: notebook.replica)
        try connection.asking(for: notebook.replica) {
            let upstream = connection.upstream()
            for id in notes where try notebook.note(id)?.context.isEmpty == false {
                let changes = try upstream.history(of: id.record)
                try notebook.replica.write { try $0.keep(changes) }
            }
        }
    }
}
