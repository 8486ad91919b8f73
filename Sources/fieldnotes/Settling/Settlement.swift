import Notebook
import ReformNotes
import SyncModel

/// Conflicts being settled, each by one of the ways that `resolve` offers.
struct Settlement {
    let desk: Desk
    let notebook: Notebook
    let layout: ConflictPage.Layout

    /// By a choice that was given.
    func keep(_ keep: Keep, of open: OpenNote, field: FieldKey?) throws -> Answer {
        let settled = try notebook.settle(open, keep: keep, field: field)
        return try told(settled, of: open, keeping: Settlement.kept(keep, open))
    }

    /// By a text that was given whole.
    func settle(_ open: OpenNote, _ text: String) throws -> Answer {
        let name = try notebook.shortName(of: open.id)
        let left = MarkedText.openChoices(in: text)
        guard left.isEmpty else { throw Complaint.openChoices(name, lines: left) }
        let settled = try desk.saving(text) { try notebook.settle(open, body: text) }
        return try told(settled, of: open, keeping: "the text that was given")
    }

    /// What came of it, and what is left anywhere.
    private func told(_ settled: Settled, of open: OpenNote, keeping kept: String) throws -> Answer {
        if desk.isRehearsal { return try prospect(settled, of: open, keeping: kept) }
        let status = try notebook.status(limit: 0)
        let here = settled.stillOpen.count
        let others = status.conflictCount - (here > 0 ? 1 : 0)
        let done = open.view.conflicts.count - here
        let left = here + others
        let name = try notebook.shortName(of: open.id)
        var lines: [Line] = [
            Line(
                "Kept \(kept). \(Plural.count(done, "conflict")) settled, \(left) left. Waiting to be sent (\(status.unsentNotes))."
            ),
            "All versions stay in the history.",
        ]
        if left > 0 {
            lines.append(Line(Span("Next: ", .bold)) + Line("fieldnotes resolve\(here > 0 ? " \(name)" : "")"))
        }
        var answer = Answer.report("note", settled.saved.view.json, lines)
        answer.subject = open.id
        answer.exit = left > 0 ? .conflict : .done
        return answer
    }

    /// The same before it is done: the conflict is open still.
    private func prospect(_ settled: Settled, of open: OpenNote, keeping kept: String) throws -> Answer {
        let left = settled.stillOpen
        let rest = left.isEmpty ? "" : " Still to be settled then: \(FieldNames.list(left))."
        let line = Line("Would keep \(kept) in \(try notebook.shortName(of: open.id)).\(rest)")
        var answer = Answer.report("note", settled.saved.view.json, [line])
        answer.exit = .conflict
        return answer
    }

    private static func kept(_ keep: Keep, _ open: OpenNote) -> String {
        switch keep {
        case .yours: return "yours"
        case .person(let name): return "what \(name) wrote"
        case .dot(let dot):
            let sides = open.view.conflicts.map(\.sides).first { $0.contains { $0.dot == dot } } ?? []
            let kept = sides.first { $0.dot == dot }.map { SideName($0, among: sides).possessive }
            return kept ?? dot.description
        case .both:
            let body = open.view.field(NoteField.body)
            let first = body?.sides.first { $0.value == body?.shown }
            return "both, \(first.map { SideName($0, among: body?.sides ?? []).possessive } ?? "the shown one") first"
        case .note: return "the note with the edit"
        case .withdrawn: return "the withdrawal"
        }
    }
}
