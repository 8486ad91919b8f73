import ArgumentParser
import Notebook
import ReformNotes
import SyncModel

/// Lists the notes that need a person, and what stands against what.
struct ListConflicts: Verb {
    static let configuration = CommandConfiguration(
        commandName: "conflicts", abstract: "The notes that need you; ends with 3 while there are any.")

    @OptionGroup var options: Options

    func answer(at desk: Desk) throws -> Answer {
        try ListConflicts.answer(desk.notebook(for: "conflicts"))
    }

    static func answer(_ notebook: Notebook) throws -> Answer {
        let disputes = try notebook.disputes(limit: Int.max)
        var answer = Answer("conflicts", .list(disputes.map(\.whole)), rows: disputes.map(\.cells)) { columns in
            guard let first = disputes.first else { return ["Nothing needs you."] }
            let next = disputes.count == 1 ? " \(first.name)" : ""
            return Dispute.table(disputes).lines(width: columns)
                + [Line(Span("Next: ", .bold)) + Line("fieldnotes resolve\(next)")]
        }
        answer.listed = disputes.map(\.view.id)
        answer.exit = disputes.isEmpty ? .done : .conflict
        return answer
    }
}

extension Dispute {
    /// As `fieldnotes.conflicts/1` lists it, with every side of every field.
    var whole: JSON {
        [
            "note": .text(view.id.description), "item": .text(view.note.target.item),
            "fields": .list(view.conflicts.map(\.dispute)),
        ]
    }

    fileprivate var cells: [String] {
        [
            view.id.description, view.note.target.description, view.conflicts.map(\.key.text).joined(separator: ","),
            cause,
        ]
    }
}

extension FieldView {
    fileprivate var dispute: JSON {
        [
            "name": .text(key.text), "shown": .encoded(shown.json), "base": base.map { .encoded($0.json) } ?? nil,
            "siblings": .list(sides.map(\.json)),
        ]
    }
}
