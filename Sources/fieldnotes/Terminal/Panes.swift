/// Two versions side by side, each under its heading, or one below the other where the terminal is narrow.
struct Panes {
    struct Pane {
        let heading: Line
        let text: [Line]
    }

    let left: Pane
    let right: Pane

    private static let divider = " | "
    /// Narrower than this, words in a pane would stand alone on their lines.
    private static let paneMin = 28

    /// Lines no wider than `columns`; into a file or a pipe, the panes stand one below the other.
    func lines(columns: Int?) -> [Line] {
        guard let columns else { return stacked(nil) }
        let width = (columns - Panes.divider.count) / 2
        guard width >= Panes.paneMin else { return stacked(columns) }
        let rule = String(repeating: "-", count: width)
        let (leftLines, rightLines) = (left.wrapped(to: width), right.wrapped(to: width))
        let height = max(leftLines.heading.count, rightLines.heading.count)
        let headings = Panes.beside(leftLines.heading, rightLines.heading, rows: height, width: width, divider: "   ")
        let texts = Panes.beside(
            leftLines.text, rightLines.text, rows: max(leftLines.text.count, rightLines.text.count), width: width,
            divider: Panes.divider)
        return headings + ["\(rule)   \(rule)"] + texts
    }

    private func stacked(_ columns: Int?) -> [Line] {
        [left, right].flatMap { pane in
            pane.heading.wrapped(to: columns) + pane.text.flatMap { ("  " + $0).wrapped(to: columns, indent: 2) }
        }
    }

    private static func beside(
        _ left: [Line], _ right: [Line], rows: Int, width: Int, divider: String
    ) -> [Line] {
        (0..<rows).map { row in
            let leftLine = row < left.count ? left[row] : ""
            let rightLine = row < right.count ? right[row] : ""
            return leftLine.padded(to: width) + Line(divider) + rightLine
        }
    }
}

extension Panes.Pane {
    fileprivate func wrapped(to width: Int) -> (heading: [Line], text: [Line]) {
        (heading.wrapped(to: width), text.flatMap { $0.wrapped(to: width) })
    }
}
