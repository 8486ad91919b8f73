import Notebook
import ReformNotes
import SyncModel

/// Conflicts put to the person one after the other, where there is a person to ask.
struct SettlingRound {
    let settling: Settlement

    /// Whether there is a person who can answer, and whose answer may be written down.
    private var mayAsk: Bool {
        settling.desk.prompt.isAllowed && !settling.desk.options.wantsJSON && !settling.desk.isRehearsal
    }

    /// All notes in turn where a person can be asked; else a list of them.
    func all() throws -> Answer {
        guard mayAsk else {
            return try ListConflicts.answer(settling.notebook)
        }
        let disputes = try settling.notebook.disputes(limit: Int.max)
        guard !disputes.isEmpty else { return try ListConflicts.answer(settling.notebook) }
        let all = disputes.reduce(0) { $0 + $1.view.conflicts.count }
        var place = 0
        for dispute in disputes {
            for field in dispute.view.conflicts.map(\.key) {
                place += 1
                guard try Question(settling: settling, id: dispute.view.id, field: field, place: place, of: all).ask()
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
        guard mayAsk else {
            return try shown(open.view, fields)
        }
        for (place, key) in fields.enumerated() {
            let asking = Question(settling: settling, id: open.id, field: key, place: place + 1, of: fields.count)
            guard try asking.ask() else { break }
        }
        return try ending()
    }

    private func shown(_ view: NoteView, _ fields: [FieldKey]) throws -> Answer {
        let dispute = Dispute(name: try settling.notebook.shortName(of: view.id), view: view)
        let pages = view.conflicts.filter { fields.contains($0.key) }.map {
            ConflictPage(dispute: dispute, field: $0, dates: settling.desk.dates)
        }
        var answer = Answer("note", view.json) { columns in
            pages.enumerated().flatMap { place, page in
                page.lines(settling.layout, columns: columns, place: place + 1, of: pages.count) + page.choices
            }
        }
        answer.exit = .conflict
        return answer
    }

    /// After asking, what is left anywhere.
    private func ending() throws -> Answer {
        let left = try settling.notebook.status(limit: 0).conflictCount
        let sentence =
            left == 0
            ? "Nothing needs you any more."
            : "\(Plural.count(left, "note")) still \(Plural.verb(left, "needs", "need")) you."
        var answer = Answer.report(
            "conflicts", .list(try settling.notebook.disputes(limit: Int.max).map(\.whole)), [Line(sentence)])
        answer.exit = left == 0 ? .done : .conflict
        return answer
    }
}
