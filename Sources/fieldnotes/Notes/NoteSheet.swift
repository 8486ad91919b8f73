import Notebook
import ReformNotes
import SyncClient
import SyncModel

/// One note in full, for a person.
struct NoteSheet {
    let view: NoteView
    let name: String
    let replies: NoteTable
    let dates: DateWriting

    func lines(_ columns: Int?) -> [Line] {
        let parts = [
            heading(columns), state.flatMap { $0.wrapped(to: columns, indent: 2) },
            text(columns),
            references.flatMap { $0.wrapped(to: columns, indent: 2) },
        ]
        let conflicts = conflicts(columns)
        let settling: [[Line]] =
            conflicts.isEmpty ? [] : [[Line("Next: ", .bold) + Line("`fieldnotes resolve \(name)`")]]
        let answers = replies.notes.isEmpty ? [] : ["Answers"] + replies.table.lines(width: columns)
        return (parts + conflicts + settling + [answers]).filter { !$0.isEmpty }
            .reduce([]) { $0.isEmpty ? $1 : $0 + [""] + $1 }
    }

    private func conflicts(_ columns: Int?) -> [[Line]] {
        let fields = view.conflicts
        return fields.enumerated().map { place, field in
            ConflictPage(dispute: Dispute(name: name, view: view), field: field, dates: dates)
                .lines(.sideBySide, columns: columns, place: place + 1, of: fields.count)
        }
    }

    private func text(_ columns: Int?) -> [Line] {
        Line.each(of: view.note.body).flatMap { $0.spans.isEmpty ? [""] : ("  " + $0).wrapped(to: columns, indent: 2) }
    }

    private func heading(_ columns: Int?) -> [Line] {
        let note = view.note
        let mark = view.withdrawn == nil ? NoteMark.of(view.sync) : Line("withdrawn", .bad)
        let title = Line(Span(name, .bold)) + Line(" · \(note.target)") + (mark.spans.isEmpty ? "" : " · " + mark)
        var written = "\(note.author) · \(view.device)"
        if let created = UTCTime(note.created) { written += " · \(dates.full(created.milliseconds))" }
        var lines = [title, Line(written)]
        if UTCTime(note.created)?.milliseconds != view.edited.at {
            lines.append(Line("changed by \(view.edited.by) · \(view.edited.device) · \(dates.full(view.edited.at))"))
        }
        return (lines + [details]).flatMap { $0.wrapped(to: columns, indent: 2) }
    }

    private var details: Line {
        let note = view.note
        let tags = note.tags.isEmpty ? nil : "tags: \(note.tags.joined(separator: ", "))"
        return Line(
            [note.kind.rawValue, note.stance?.phrase, note.status.rawValue, tags].compactMap { $0 }
                .joined(separator: " · "), .faint)
    }

    /// What keeps the note from being like any other.
    private var state: [Line] {
        var lines: [Line] = []
        if let withdrawn = view.withdrawn {
            let reason = withdrawn.reason.map { ": \($0)" } ?? "."
            lines.append(Line("Withdrawn by \(withdrawn.by.by), \(dates.full(withdrawn.by.at))\(reason)", .bad))
            lines.append(Line("`fieldnotes restore \(name)` brings it back."))
        }
        for edit in view.refused {
            lines.append(
                Line("Not accepted by the server (\(dates.full(edit.refused))): \(edit.refusal.message)", .bad))
        }
        if !view.refused.isEmpty {
            lines.append(Line("What was refused is shown below; `fieldnotes edit \(name)` mends it."))
        }
        return lines
    }

    private var references: [Line] {
        let note = view.note
        let answered = note.replyTo.map { [Line("Answers \($0)", .faint)] } ?? []
        let from = note.importedFrom.map { [Line("Imported from \($0.author ?? "elsewhere")", .faint)] } ?? []
        let quoted = note.anchor.map { [Line("On \($0.field): \"\($0.exact)\"", .faint)] } ?? []
        return answered + from + quoted + note.refs.map { Line("Ref  \($0)", .faint) }
    }
}
