import Notebook
import ReformNotes
import SyncModel

/// What differs in a note between two of its changes, field by field.
struct DiffSheet {
    enum Form {
        case lines, words, sideBySide
    }

    let from: Revision?
    let to: Revision
    let differences: [FieldDifference]
    let form: Form
    let dates: DateWriting

    var json: JSON {
        [
            "from": .text(perhaps: from?.name), "to": .text(to.name),
            "fields": .list(
                differences.map { difference in
                    [
                        "name": .text(difference.key.text), "before": .encoded(difference.before.json),
                        "after": .encoded(difference.after.json),
                    ]
                }),
        ]
    }

    func lines(_ columns: Int?) -> [Line] {
        let titles = [from, to].compactMap { $0 }.map { Line(title($0), .faint) }
        if differences.isEmpty { return titles + ["No difference."] }
        return titles.flatMap { $0.wrapped(to: columns, indent: 2) }
            + differences.indices.flatMap { headed($0) + told(differences[$0], columns) }
    }

    /// The field's name; the elements of a set stand together under one.
    private func headed(_ place: Int) -> [Line] {
        let name = FieldNames.of(differences[place].key)
        let isNew = place == 0 || FieldNames.of(differences[place - 1].key) != name
        return isNew ? [Line(name, .bold)] : []
    }

    private func title(_ revision: Revision) -> String {
        "\(revision.name)  \(dates.full(revision.at))  \(revision.author)  \(revision.device)"
    }

    private func told(_ difference: FieldDifference, _ columns: Int?) -> [Line] {
        guard difference.key == NoteField.body else { return told(short: difference, columns) }
        let (before, after) = (difference.before.text ?? "", difference.after.text ?? "")
        return switch form {
        case .lines: LineDiff(from: before, to: after).lines.flatMap { $0.wrapped(to: columns, indent: 2) }
        case .words: WordDiff(from: before, to: after).marked.wrapped(to: columns)
        case .sideBySide:
            Panes(
                left: .init(heading: Line(from?.name ?? "before", .bold), text: Line.each(of: before)),
                right: .init(heading: Line(to.name, .bold), text: Line.each(of: after))
            ).lines(columns: columns)
        }
    }

    private func told(short difference: FieldDifference, _ columns: Int?) -> [Line] {
        let key = difference.key
        if let element = key.element {
            let isOn = difference.after == .yes
            return [Line("\(isOn ? "+" : "-") \(element.name)", isOn ? .good : .bad)]
        }
        let before = Line("- \(FieldText.of(difference.before, in: key))", .bad)
        let after = Line("+ \(FieldText.of(difference.after, in: key))", .good)
        return [before, after].flatMap { $0.wrapped(to: columns, indent: 2) }
    }
}
