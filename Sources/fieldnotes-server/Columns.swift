/// Rows of words that stand below each other.
struct Columns {
    private let rows: [[String]]

    init(_ heads: String..., rows: [[String]]) {
        self.rows = [heads] + rows
    }

    /// Each column as wide as its longest word; the last one ends where it ends.
    var lines: [String] {
        let widths = (rows.first ?? []).indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
        return rows.map { row in
            let padded = zip(row, widths).dropLast().map { word, width in
                word + String(repeating: " ", count: width - word.count)
            }
            return (padded + row.suffix(1)).joined(separator: "  ")
        }
    }
}
