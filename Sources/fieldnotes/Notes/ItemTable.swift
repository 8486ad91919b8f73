import Notebook
import ReformNotes

/// Items as a list shows them, one a row.
struct ItemTable {
    let rows: [[String]]
    let table: Table

    init(rows: [ItemRow]) {
        self.rows = rows.map { row in
            [
                row.item.id, row.item.aliases.joined(separator: ","), row.item.answer, row.item.moneyText ?? "",
                String(row.counts.notes), String(row.counts.conflicts), String(row.counts.unsent),
            ]
        }
        table = Table(
            columns: [
                .whole("ITEM"), .whole("ALIAS"), .elastic("GOVERNMENT'S ANSWER"), .elastic("MONEY"), .whole("NOTES"),
            ],
            rows: rows.map { row in
                [
                    Line(row.item.id, .bold), Line(row.item.aliases.first ?? ""), Line(row.item.answer),
                    Line(row.item.moneyText ?? "-"), ItemTable.notes(row.counts),
                ]
            })
    }

    private static func notes(_ counts: ItemCounts) -> Line {
        let conflicts = counts.conflicts == 0 ? "" : Line("  ! \(Plural.count(counts.conflicts, "conflict"))", .bad)
        let waiting = counts.unsent == 0 ? "" : Line("  ↑ \(counts.unsent) waiting", .notable)
        return Line(String(counts.notes)) + conflicts + waiting
    }
}
