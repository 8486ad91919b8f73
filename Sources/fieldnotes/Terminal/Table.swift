/// Rows under headings, fitted to the terminal.
///
/// Where it is too narrow, elastic columns are cut; narrower still, each row is told on lines of its own. Other columns,
/// such as ids, are never cut, and without a width (into a file or a pipe) nothing is.
struct Table {
    struct Column {
        let heading: String
        var isElastic = false

        static func whole(_ heading: String) -> Column { Column(heading: heading) }
        static func elastic(_ heading: String) -> Column { Column(heading: heading, isElastic: true) }
    }

    let columns: [Column]
    let rows: [[Line]]
    /// Whether the headings are shown; a short list inside another answer goes without.
    var hasHeadings = true

    private static let gap = 2
    /// An elastic column narrower than this tells nothing.
    private static let elasticMin = 12

    /// The lines of the table, none wider than `width` if that is given.
    func lines(width: Int?) -> [Line] {
        let filled = columns.indices.filter { naturalWidth($0) > 0 }
        guard filled.count == columns.count else { return only(filled).lines(width: width) }
        let natural = columns.indices.map(naturalWidth)
        guard let width, total(natural) > width else { return laid(natural) }
        guard let fitted = fitted(natural, to: width) else { return stacked(width) }
        return laid(fitted)
    }

    /// Whether the rows can stand one to a line in this width.
    func fits(_ width: Int) -> Bool {
        let natural = columns.indices.map(naturalWidth)
        return total(natural) <= width || fitted(natural, to: width) != nil
    }

    /// Without the columns that say nothing in any row.
    private func only(_ places: [Int]) -> Table {
        Table(
            columns: places.map { columns[$0] },
            rows: rows.map { row in places.map { $0 < row.count ? row[$0] : "" } }, hasHeadings: hasHeadings)
    }

    private func naturalWidth(_ place: Int) -> Int {
        let cells = rows.map { place < $0.count ? $0[place].width : 0 }
        return max(cells.max() ?? 0, hasHeadings ? Width.of(columns[place].heading) : 0)
    }

    private func total(_ widths: [Int]) -> Int {
        widths.reduce(0, +) + max(0, widths.count - 1) * Table.gap
    }

    /// Takes from the widest elastic column until the table fits; nil if it cannot.
    private func fitted(_ natural: [Int], to width: Int) -> [Int]? {
        var widths = natural
        var excess = total(widths) - width
        while excess > 0 {
            let elastic = columns.indices.filter { columns[$0].isElastic && widths[$0] > Table.elasticMin }
            guard let widest = elastic.max(by: { widths[$0] < widths[$1] }) else { return nil }
            widths[widest] -= 1
            excess -= 1
        }
        return widths
    }

    private func laid(_ widths: [Int]) -> [Line] {
        let heading = columns.map { Line($0.heading, .faint) }
        return ((hasHeadings ? [heading] : []) + rows).map { cells in
            let last = cells.lastIndex { !$0.spans.isEmpty } ?? 0
            let parts = cells.prefix(last + 1).enumerated().map { place, cell in
                let fitting = cell.cut(to: widths[place])
                return place == last ? fitting : fitting.padded(to: widths[place] + Table.gap)
            }
            return parts.reduce("", +)
        }
    }

    /// Each row as a short paragraph: what must stay whole first, then the rest below it.
    private func stacked(_ width: Int) -> [Line] {
        rows.flatMap { cells -> [Line] in
            let shown = cells.indices.filter { !cells[$0].spans.isEmpty }
            let whole = shown.filter { !columns[$0].isElastic }.map { cells[$0] }
            let elastic = shown.filter { columns[$0].isElastic }.map { cells[$0] }
            let head =
                whole.isEmpty ? [] : whole.dropFirst().reduce(whole[0]) { $0 + "  " + $1 }.wrapped(to: width, indent: 2)
            return head + elastic.flatMap { ("  " + $0).wrapped(to: width, indent: 2) }
        }
    }
}

extension Line {
    /// The line cut to fit, with "…" for what is missing.
    func cut(to columns: Int) -> Line {
        guard width > columns else { return self }
        var left = columns
        var kept: [Span] = []
        for span in spans {
            let spanWidth = Width.of(span.text)
            if spanWidth < left || (spanWidth == left && span == spans.last) {
                kept.append(span)
                left -= spanWidth
            } else {
                kept.append(Span(Width.start(of: span.text, columns: left - 1) + "…", span.style))
                break
            }
        }
        return Line(kept)
    }
}
