import Notebook
import ReformNotes
import SyncClient
import SyncModel

extension Standing {
    /// For a person: first what is in doubt, and what to do about it beside it.
    func lines(columns: Int?, dates: DateWriting) -> [Line] {
        Line(header(dates)).wrapped(to: columns) + unsent(columns) + conflicts(columns) + refused(columns)
            + Line("Saved on disk. It is safe to close the laptop.").wrapped(to: columns)
    }

    private func header(_ dates: DateWriting) -> String {
        guard let team = status.team else { return "Not connected to a team; everything lies on this device only" }
        guard let last = status.lastSync else { return "\(team) · never synced" }
        let standing = status.isInStep ? "" : " · not in step with the server"
        let (full, brief) = (dates.full(last), dates.brief(last))
        return "\(team) · last synced \(full)\(brief == full ? "" : " (\(brief))")\(standing)"
    }

    private func unsent(_ columns: Int?) -> [Line] {
        let command = status.team == nil ? "fieldnotes connect CODE" : "fieldnotes sync"
        let count = status.unsentNotes
        let rows = status.unsent.map { note in
            [
                Line(note.change.word), Line(names[note.summary.id] ?? "", .bold),
                Line(note.summary.target.description),
                Line(note.change == .added ? note.summary.title : FieldNames.list(note.fields))
                    .cut(to: NoteTable.textColumnsMax),
            ]
        }
        return heading("Waiting to be sent", count, count > 0 ? command : nil, columns)
            + table(rows, hidden: count - rows.count, columns)
    }

    private func conflicts(_ columns: Int?) -> [Line] {
        let count = status.conflictCount
        return heading("Conflicts", count, count > 0 ? "fieldnotes resolve" : nil, columns)
            + table(disputes.map(\.row), hidden: count - disputes.count, columns)
    }

    /// Only where there are any: most people never meet one.
    private func refused(_ columns: Int?) -> [Line] {
        guard !status.refused.isEmpty else { return [] }
        let rows = status.refused.map { edit in
            [Line("x", .bad), Line(String(edit.id.key.prefix(4)), .bold), Line(edit.refusal.message)]
        }
        return heading("Not accepted by the server", rows.count, "fieldnotes edit NOTE", columns)
            + table(rows, hidden: 0, columns)
    }

    /// The command stands at the right, or below where there is no room for it.
    private func heading(_ title: String, _ count: Int, _ command: String?, _ columns: Int?) -> [Line] {
        let start = Line("  \(title) (\(count))", count > 0 ? .bold : .plain)
        guard let command else { return [start] }
        let line = start.padded(to: max(start.width + 2, 58)) + Line(command)
        return columns.map { line.width <= $0 } ?? true ? [line] : [start, Line("    \(command)")]
    }

    private func table(_ rows: [[Line]], hidden: Int, _ columns: Int?) -> [Line] {
        guard let width = rows.first?.count else { return [] }
        let kinds = (0..<width).map { $0 == width - 1 ? Table.Column.elastic("") : .whole("") }
        let table = Table(columns: kinds, rows: rows, hasHeadings: false)
        let more: [Line] = hidden > 0 ? ["    and \(hidden) more"] : []
        return table.lines(width: columns.map { $0 - 4 }).map { "    " + $0 } + more
    }
}

extension UnsentNote.Change {
    fileprivate var word: String {
        switch self {
        case .added: "new"
        case .modified: "changed"
        case .withdrawn: "withdrawn"
        }
    }
}
