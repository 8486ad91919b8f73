import Notebook
import ReformNotes
import SyncModel

/// A change of a note as a history lists it.
struct RevisionRow {
    let note: NoteID
    /// The note's short name.
    let name: String
    let revision: Revision
    /// Its place among neighbouring changes that were made apart; nil where it was made in sight of both.
    var bracket: Bracket?

    enum Bracket: String {
        case first = "┐ edited apart"
        case middle = "│"
        case last = "┘"
    }

    var json: JSON {
        [
            "note": .text(note.description), "rev": .text(revision.name),
            "dot": .text(perhaps: revision.dot?.description), "at": .time(revision.at),
            "received": revision.received.map(JSON.time) ?? nil, "author": .text(revision.author),
            "device": .text(revision.device), "fields": .list(revision.fields.map { .text($0.text) }),
            "replaces": .list(revision.replaces.map { .text($0.description) }),
        ]
    }

    var cells: [String] {
        [
            note.description, revision.name, revision.dot?.description ?? "",
            UTCTime(milliseconds: revision.at).description,
            revision.author, revision.device, revision.fields.map(\.text).joined(separator: ","),
        ]
    }

    /// `withName` where changes of several notes stand in one list.
    func line(_ dates: DateWriting, withName: Bool) -> [Line] {
        let waiting = revision.dot == nil ? Line("  ↑ waiting", .notable) : ""
        return (withName ? [Line(name, .bold)] : []) + [
            Line(revision.name, .bold), Line(dates.full(revision.at)), Line(revision.author), Line(revision.device),
            Line(what) + waiting, Line(bracket?.rawValue ?? "", .faint),
        ]
    }

    /// The first change gives all fields, which would say little.
    private var what: String {
        if revision.fields.contains(NoteField.created) { return "new" }
        let together = revision.broughtTogether
        let rest = revision.fields.filter { !together.contains($0) }
        let parts = [together.isEmpty ? "" : "brought \(FieldNames.list(together)) together", FieldNames.list(rest)]
        return parts.filter { !$0.isEmpty }.joined(separator: ", ")
    }

    static func table(_ rows: [RevisionRow], _ dates: DateWriting, withName: Bool) -> Table {
        let rows = bracketed(rows)
        let name: [Table.Column] = withName ? [.whole("NOTE")] : []
        return Table(
            columns: name + [
                .whole("REV"), .whole("WHEN"), .elastic("BY"), .elastic("DEVICE"), .elastic("WHAT"), .elastic(""),
            ],
            rows: rows.map { $0.line(dates, withName: withName) }, hasHeadings: false)
    }

    /// The rows, the latest first, with a bracket around neighbours that were made apart.
    private static func bracketed(_ rows: [RevisionRow]) -> [RevisionRow] {
        let isJoined = zip(rows, rows.dropFirst()).map { later, earlier in
            later.note == earlier.note && later.revision.isApart(from: earlier.revision)
        }
        return rows.enumerated().map { place, row in
            var row = row
            switch (place > 0 && isJoined[place - 1], place < isJoined.count && isJoined[place]) {
            case (false, true): row.bracket = .first
            case (true, true): row.bracket = .middle
            case (true, false): row.bracket = .last
            case (false, false): break
            }
            return row
        }
    }
}
