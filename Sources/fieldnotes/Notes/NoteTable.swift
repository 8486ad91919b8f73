import Notebook
import ReformNotes

/// Notes as a list shows them, one a row.
struct NoteTable {
    let notes: [NoteSummary]
    let names: [NoteID: String]
    let dates: DateWriting
    /// Where no terminal is there to say how much fits, a note's first line may be a page long.
    static let textColumnsMax = 72
    /// Whether each row says which item it is about, instead of what kind of note it is.
    var withItem = false
    /// What stands last in a row instead of the note's title.
    var excerpts: [NoteID: String] = [:]

    init(_ notes: [NoteSummary], in notebook: Notebook, _ dates: DateWriting) throws {
        self.notes = notes
        self.dates = dates
        names = try notebook.shortNames(of: notes.map(\.id))
    }

    var table: Table {
        Table(
            columns: [
                .whole("NOTE"), .whole(""), .elastic("BY"), .whole("CHANGED"), .elastic("ABOUT"), .elastic("TEXT"),
            ],
            rows: notes.map(row), hasHeadings: false)
    }

    /// The cells whole, for `--plain`.
    var rows: [[String]] {
        notes.map { note in
            [
                note.id.description, note.target.description, note.sync.rawValue, note.author,
                UTCTime(milliseconds: note.edited).description, note.kind.rawValue, note.stance?.phrase ?? "",
                text(note),
            ]
        }
    }

    private func row(_ note: NoteSummary) -> [Line] {
        let kind = [note.kind.rawValue, note.stance?.phrase].compactMap { $0 }.joined(separator: ", ")
        return [
            Line(names[note.id] ?? note.id.description, .bold), NoteMark.of(note), Line(note.author),
            Line(dates.brief(note.edited)), Line(withItem ? note.target.description : kind),
            Line(text(note)).cut(to: NoteTable.textColumnsMax),
        ]
    }

    private func text(_ note: NoteSummary) -> String { excerpts[note.id] ?? note.title }
}

/// What a person has to know of a note before anything else.
enum NoteMark {
    static func of(_ note: NoteSummary) -> Line {
        note.isWithdrawn ? Line("withdrawn", .faint) : of(note.sync)
    }

    static func of(_ sync: SyncStatus) -> Line {
        switch sync {
        case .conflict: Line("! conflict", .bad)
        case .refused: Line("x refused", .bad)
        case .waiting: Line("↑ waiting", .notable)
        case .onlyHere: Line("only here", .notable)
        case .updated, .sent: ""
        }
    }
}
