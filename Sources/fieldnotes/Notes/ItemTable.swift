import Notebook
import ReformNotes

/// Items as a list shows them, one a row.
struct ItemTable {
    private let items: [ItemRow]

    init(_ items: [ItemRow]) {
        self.items = items
    }

    /// The cells whole, for `--plain`.
    var rows: [[String]] {
        items.map { row in
            [
                row.item.id, row.item.aliases.joined(separator: ","), row.item.answer, row.item.moneyText ?? "",
                String(row.counts.notes), String(row.counts.conflicts), String(row.counts.unsent),
                String(row.counts.new),
            ]
        }
    }

    /// Where not all columns fit, those go that `show` tells too.
    func lines(_ width: Int?) -> [Line] {
        let wide = table(withAlias: true, money: "-")
        guard let width, !wide.fits(width) else { return wide.lines(width: width) }
        let narrow = table(withAlias: false, money: nil)
        return (narrow.fits(width) ? narrow : table(withAlias: true, money: "")).lines(width: width)
    }

    /// `money` stands where no sum was promised; nil leaves the column out.
    private func table(withAlias: Bool, money: String?) -> Table {
        let alias: [Table.Column] = withAlias ? [.whole("ALIAS")] : []
        let sums: [Table.Column] = money == nil ? [] : [.elastic("MONEY")]
        return Table(
            columns: [.whole("ITEM")] + alias + [.elastic("GOVERNMENT'S ANSWER")] + sums + [.whole("NOTES")],
            rows: items.map { row in
                [Line(row.item.id, .bold)] + (withAlias ? [Line(row.item.aliases.first ?? "")] : [])
                    + [Line(row.item.answer)] + (money.map { [Line(row.item.moneyText ?? $0)] } ?? [])
                    + [ItemTable.notes(row.counts)]
            })
    }

    private static func notes(_ counts: ItemCounts) -> Line {
        let conflicts = counts.conflicts == 0 ? "" : Line("  !\(counts.conflicts)", .bad)
        let waiting = counts.unsent == 0 ? "" : Line("  ↑\(counts.unsent)", .notable)
        let new = counts.new == 0 ? "" : Line("  \(counts.new) new", .notable)
        return Line(String(counts.notes)) + new + conflicts + waiting
    }
}
