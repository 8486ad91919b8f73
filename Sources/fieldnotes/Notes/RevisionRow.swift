import Notebook
import ReformNotes
import SyncModel

/// A change of a note as a history lists it.
struct RevisionRow {
    let note: NoteID
    /// The note's short name.
    let name: String
    let revision: Revision

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
            Line(what) + waiting,
        ]
    }

    /// The first change gives all fields, which would say little.
    private var what: String {
        revision.fields.contains(NoteField.created) ? "new" : FieldNames.list(revision.fields)
    }

    static func table(_ rows: [RevisionRow], _ dates: DateWriting, withName: Bool) -> Table {
        let name: [Table.Column] = withName ? [.whole("NOTE")] : []
        return Table(
            columns: name + [
                .whole("REV"), .whole("WHEN"), .elastic("BY"), .elastic("DEVICE"), .elastic("WHAT"),
            ],
            rows: rows.map { $0.line(dates, withName: withName) }, hasHeadings: false)
    }
}
