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
        return try told(settled, of: open, Settlement.sentence(keep, open, field))
    }

    /// By a text that was given whole.
    func settle(_ open: OpenNote, _ text: String) throws -> Answer {
        let name = try notebook.shortName(of: open.id)
        let left = MarkedText.openChoices(in: text)
        guard left.isEmpty else { throw Complaint.openChoices(name, lines: left) }
        let settled = try desk.saving(text) { try notebook.settle(open, body: text) }
        return try told(settled, of: open, "Kept the text that was given")
    }

    /// All notes in turn where a person can be asked; else a list of them.
    func all() throws -> Answer {
        guard desk.prompt.isAllowed, !desk.options.wantsJSON else { return try ListConflicts.answer(notebook) }
        let disputes = try notebook.disputes(limit: Int.max)
        guard !disputes.isEmpty else { return try ListConflicts.answer(notebook) }
        let all = disputes.reduce(0) { $0 + $1.view.conflicts.count }
        var place = 0
        for dispute in disputes {
            for field in dispute.view.conflicts.map(\.key) {
                place += 1
                guard try Question(settling: self, id: dispute.view.id, field: field, place: place, of: all).ask()
                else {
                    return try ending()
                }
            }
        }
        return try ending()
    }

    /// The open fields of one note: asks where a person is there, else shows the sides and the choices and changes nothing.
    func one(_ open: OpenNote, field: FieldKey?) throws -> Answer {
        let fields = open.view.conflicts.map(\.key).filter { field == nil || $0 == field }
        guard desk.prompt.isAllowed, !desk.options.wantsJSON else { return try shown(open.view, fields) }
        for (place, key) in fields.enumerated() {
            let asking = Question(settling: self, id: open.id, field: key, place: place + 1, of: fields.count)
            guard try asking.ask() else { break }
        }
        return try ending()
    }

    private func shown(_ view: NoteView, _ fields: [FieldKey]) throws -> Answer {
        let dispute = Dispute(name: try notebook.shortName(of: view.id), view: view)
        let pages = view.conflicts.filter { fields.contains($0.key) }.map {
            ConflictPage(dispute: dispute, field: $0, dates: desk.dates)
        }
        var answer = Answer("note", view.json) { columns in
            pages.enumerated().flatMap { place, page in
                page.lines(layout, columns: columns, place: place + 1, of: pages.count) + page.choices
            }
        }
        answer.exit = .conflict
        return answer
    }

    /// What came of it, and what is left anywhere.
    func told(_ settled: Settled, of open: OpenNote, _ deed: String) throws -> Answer {
        let status = try notebook.status(limit: 0)
        let here = settled.stillOpen.count
        let others = status.conflictCount - (here > 0 ? 1 : 0)
        let done = open.view.conflicts.count - here
        let left = here + others
        let name = try notebook.shortName(of: open.id)
        var lines: [Line] = [
            Line(
                "\(deed). \(Plural.count(done, "conflict")) settled, \(left) left. Waiting to be sent (\(status.unsentNotes))."
            ),
            "All versions stay in the history.",
        ]
        if left > 0 {
            lines.append(Line(Span("Next: ", .bold)) + Line("fieldnotes resolve\(here > 0 ? " \(name)" : "")"))
        }
        var answer = Answer.report("note", settled.saved.view.json, lines)
        answer.exit = left > 0 ? .conflict : .done
        return answer
    }

    /// After asking, what is left anywhere.
    private func ending() throws -> Answer {
        let left = try notebook.status(limit: 0).conflictCount
        let sentence =
            left == 0
            ? "Nothing needs you any more."
            : "\(Plural.count(left, "note")) still \(Plural.verb(left, "needs", "need")) you."
        var answer = Answer.report(
            "conflicts", .list(try notebook.disputes(limit: Int.max).map(\.whole)), [Line(sentence)])
        answer.exit = left == 0 ? .done : .conflict
        return answer
    }

    private static func sentence(_ keep: Keep, _ open: OpenNote, _ field: FieldKey?) -> String {
        switch keep {
        case .yours: return "Kept yours"
        case .person(let name): return "Kept what \(name) wrote"
        case .dot(let dot):
            let sides = open.view.conflicts.map(\.sides).first { $0.contains { $0.dot == dot } } ?? []
            let kept = sides.first { $0.dot == dot }.map { SideName($0, among: sides).possessive }
            return "Kept \(kept ?? dot.description)"
        case .both:
            let body = open.view.field(NoteField.body)
            let first = body?.sides.first { $0.value == body?.shown }
            return
                "Kept both, \(first.map { SideName($0, among: body?.sides ?? []).possessive } ?? "the shown one") first"
        case .note: return "Kept the note with the edit"
        case .withdrawn: return "Kept the withdrawal"
        }
    }
}
