import Notebook
import ReformNotes
import SyncModel

/// One field of a note in conflict: each side by person, device and time, and what they set out from.
struct ConflictSheet {
    let field: FieldView
    let dates: DateWriting

    func lines(_ columns: Int?) -> [Line] {
        let heading = Line("In conflict: ", .bad) + Line(FieldNames.of(field.key), .bold)
        return [heading] + sides(columns) + before.flatMap { $0.wrapped(to: columns, indent: 4) }
    }

    private func sides(_ columns: Int?) -> [Line] {
        // The person's own side comes first: it is the one they know.
        let ordered = field.sides.filter(\.isYours) + field.sides.filter { !$0.isYours }
        let panes = ordered.map { Panes.Pane(heading: heading($0), text: text($0)) }
        if panes.count == 2 { return Panes(left: panes[0], right: panes[1]).lines(columns: columns) }
        return panes.flatMap { pane in
            pane.heading.wrapped(to: columns) + pane.text.flatMap { ("  " + $0).wrapped(to: columns, indent: 2) }
        }
    }

    private func heading(_ side: Side) -> Line {
        let name = String(side.author.split(separator: " ").first ?? "").uppercased()
        let whose = side.isYours ? "YOURS" : "\(name)'S"
        return Line(Span(whose, .bold))
            + Line("  \(side.author) · \(side.device) · \(dates.full(side.at))")
    }

    /// The side's value; of a text only the paragraphs that the others do not have, with what they changed marked.
    private func text(_ side: Side) -> [Line] {
        guard field.key == NoteField.body, let text = side.value.text else {
            // A side without a deletion is an edit that wants the note to stay.
            let isEdit = field.key == .deleted && side.value.isNull
            return Line.each(of: isEdit ? "edited it" : FieldText.of(field.key, side.value))
        }
        let own = distinct(text, from: field.sides.filter { $0 != side }.compactMap(\.value.text))
        guard let base = field.base?.text else { return own.flatMap { Line.each(of: $0) } }
        let old = distinct(base, from: [text])
        return [WordDiff(from: old.joined(separator: " "), to: own.joined(separator: " ")).marked]
    }

    private var before: [Line] {
        guard let base = field.base, field.key != .deleted else { return [] }
        let text = base.text.map { text in
            field.key == NoteField.body
                ? distinct(text, from: field.sides.compactMap(\.value.text)).joined(separator: " ")
                : FieldText.of(field.key, base)
        }
        return [Line("Before: ", .faint) + Line(text ?? FieldText.of(field.key, base))]
    }

    private func distinct(_ text: String, from others: [String]) -> [String] {
        let known = others.map { Set(ConflictSheet.paragraphs($0)) }
        return ConflictSheet.paragraphs(text).filter { paragraph in !known.allSatisfy { $0.contains(paragraph) } }
    }

    private static func paragraphs(_ text: String) -> [String] {
        text.replacing("\r\n", with: "\n").split(separator: "\n\n").map(String.init)
    }
}
