import Notebook
import ReformNotes
import SyncModel

/// One open field of a note as a person compares its sides.
struct ConflictPage {
    enum Layout { case sideBySide, threeWay }

    let dispute: Dispute
    let field: FieldView
    let dates: DateWriting

    /// Heading, sides, and what has come together by itself.
    func lines(_ layout: Layout, columns: Int?, place: Int, of all: Int) -> [Line] {
        let title = "\(dispute.name) · \(dispute.view.note.target) · \(part)"
        let counted = all > 1 ? "   conflict \(place) of \(all)" : ""
        return Line(Span(title, .bold), Span(counted)).wrapped(to: columns) + sides(layout, columns) + merged(columns)
    }

    /// What can be typed to settle it.
    var choices: [Line] {
        let keeps = field.key == .deleted ? ["note", "withdrawn"] : sides.map(\.choice) + (isText ? ["both"] : [])
        let command = "fieldnotes resolve \(dispute.name) --keep"
        let only = dispute.view.conflicts.count > 1 ? " --field \(field.key.text)" : ""
        let edit: [Line] = isText ? [Line("  fieldnotes resolve \(dispute.name) --edit")] : []
        return [Line("Choose one:", .bold)] + keeps.map { Line("  \(command) \($0)\(only)") } + edit
    }

    private var isText: Bool { field.key == NoteField.body }

    private var sides: [SideName] { field.namedSides }

    /// "body, paragraph 2 of 4".
    private var part: String {
        guard field.key == NoteField.body, let paragraphs else { return FieldNames.of(field.key) }
        let places = paragraphs.differing
        guard paragraphs.count > 1, !places.isEmpty else { return "body" }
        let word = Plural.verb(places.count, "paragraph", "paragraphs")
        return "body, \(word) \(Sentence.list(places.map(String.init))) of \(paragraphs.count)"
    }

    /// Of the first two sides; nil for a field that is no text, or has more sides.
    var paragraphs: Paragraphs? {
        guard field.key == NoteField.body, sides.count == 2 else { return nil }
        return Paragraphs(
            base: field.base?.text, first: sides[0].side.value.text ?? "", second: sides[1].side.value.text ?? "")
    }

    private func sides(_ layout: Layout, _ columns: Int?) -> [Line] {
        if field.key == .deleted { return withdrawal(columns) }
        guard field.key == NoteField.body else { return values(columns) }
        guard layout == .sideBySide, let paragraphs, sides.count == 2 else { return threeWay(columns) }
        return Panes(
            left: pane(sides[0], paragraphs, isFirst: true), right: pane(sides[1], paragraphs, isFirst: false)
        ).lines(columns: columns)
    }

    /// A side's paragraphs that the other side has not, with the words marked that it changed.
    private func pane(_ side: SideName, _ paragraphs: Paragraphs, isFirst: Bool) -> Panes.Pane {
        let texts = paragraphs.pieces.compactMap { piece -> [Line]? in
            switch piece {
            case .same: nil
            case .open(let base, let first, let second):
                [
                    WordDiff(from: base.joined(separator: " "), to: (isFirst ? first : second).joined(separator: " "))
                        .marked
                ]
            case .changed(let texts, isFirst): texts.flatMap(Line.each)
            case .changed: [Line("(as it was before)", .faint)]
            }
        }
        return Panes.Pane(heading: side.heading(dates), text: Array(texts.joined(separator: [""])))
    }

    /// What it was, then each side, one below the other.
    private func threeWay(_ columns: Int?) -> [Line] {
        let base = field.base.map { [("BEFORE", FieldText.of($0, in: field.key))] } ?? []
        let rows = base + sides.map { ($0.possessive.uppercased(), FieldText.of($0.side.value, in: field.key)) }
        return rows.enumerated().flatMap { place, row in
            let head = Line(" \(place + 1)  ") + Line(row.0, .bold)
            return [head] + Line.each(of: row.1).flatMap { ("    " + $0).wrapped(to: columns, indent: 4) }
        }
    }

    /// One line: `stance: you "supports the decision" · Priya "mixed about the decision" · before: unset`.
    private func values(_ columns: Int?) -> [Line] {
        let said = sides.map { "\($0.person) \"\(FieldText.of($0.side.value, in: field.key))\"" }
        let before = field.base.map { FieldText.of($0, in: field.key) } ?? "unset"
        return Line("\(FieldNames.of(field.key)): \((said + ["before: \(before)"]).joined(separator: " · "))")
            .wrapped(to: columns, indent: 2)
    }

    private func withdrawal(_ columns: Int?) -> [Line] {
        let parts = sides.map { side in
            let when = dates.full(side.side.at)
            guard let deletion = Deletion(side.side.value) else { return "\(side.person) changed it \(when)" }
            return "\(side.person) withdrew this note \(when)" + (deletion.reason.map { " (\"\($0)\")" } ?? "")
        }
        let text = parts.joined(separator: "; ")
        return Line(text.prefix(1).uppercased() + text.dropFirst() + ".").wrapped(to: columns)
    }

    private func merged(_ columns: Int?) -> [Line] {
        let names = dispute.view.fields.filter { $0.isMerged && !$0.isConflict }.map { FieldNames.of($0.key) }
        guard !names.isEmpty else { return [] }
        return Line(
            "Merged already: \(Sentence.list(names.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }))."
        )
        .wrapped(to: columns)
    }
}

extension Line {
    fileprivate init(_ spans: Span...) { self.init(spans) }
}
