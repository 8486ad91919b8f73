import Notebook
import ReformNotes

/// A reform item with what is known of it, and its notes.
struct ItemSheet {
    let row: ItemRow
    let catalogue: Catalogue
    let notes: NoteTable
    /// Whether the arguments are told in full, not only counted.
    var withArguments = false

    private var item: ReformItem { row.item }
    /// How far the texts stand in from their labels.
    private static let margin = 14

    func lines(_ columns: Int?) -> [Line] {
        let place = Line("  \(item.theme.rawValue) · \(catalogue.jurisdiction)", .faint)
        let names = item.aliases.isEmpty ? "" : "  \(item.aliases.joined(separator: ", "))"
        let heading = (Line(Span(item.title, .bold)) + place).wrapped(to: columns, indent: 2)
        let id = (Line(item.id) + Line(names, .faint)).wrapped(to: columns, indent: 2)
        return heading + id + told(columns) + arguments(columns) + noted(columns)
    }

    /// A label stands once over rows of its kind.
    private func told(_ columns: Int?) -> [Line] {
        facts.indices.flatMap { place in
            let isNew = place == 0 || facts[place - 1].0 != facts[place].0
            return labelled(isNew ? facts[place].0 : "", facts[place].1, columns)
        }
    }

    private var facts: [(String, String)] {
        let asked = item.recommendation.map { [("Asked for", "\($0) (\(item.origin.label))")] } ?? []
        let about = item.facts.map { [("About", $0)] } ?? []
        let money = item.money.map { ("Money", "\($0.kind.rawValue): \($0.text), \($0.purpose)") }
        let counts = item.counts.map { ("Number", "\($0.what): \($0.text)") }
        let dates = item.dates.map {
            ("Date", "\(DateWriting.spoken($0.when)): \($0.what)\(ItemSheet.reading($0.basis))")
        }
        let measures = item.measures.map { ("Part", "\($0.id): \($0.title) (\($0.disposition.label))") }
        let caveats = catalogue.caveats(on: item).map { ("Caveat", $0.text) }
        let sources = [("Source", item.source.map(\.label).joined(separator: "; "))]
        return asked + [("Decided", decided)] + about + money + counts + dates + measures + said + caveats + sources
    }

    /// Who took a position and what was found: by name, and in full beside the arguments.
    private var said: [(String, String)] {
        guard withArguments else {
            let people = ItemSheet.list(item.positions.map(\.who))
            let found = ItemSheet.list(item.evidence.map(ItemSheet.name))
            return (people.isEmpty ? [] : [("Positions", people)]) + (found.isEmpty ? [] : [("Evidence", found)])
        }
        return item.positions.map { ("Position", "\($0.who) \($0.phrase): \($0.why)") }
            + item.evidence.map { ("Evidence", "\(ItemSheet.name($0)): \($0.what)") }
    }

    /// Each once.
    private static func list(_ names: [String]) -> String {
        names.indices.filter { !names[..<$0].contains(names[$0]) }.map { names[$0] }.joined(separator: " · ")
    }

    private var decided: String {
        let answer = item.disposition.label.uppercased() + item.answer.dropFirst(item.disposition.label.count)
        return [answer + ".", item.decision, item.dispositionBasis.note].compactMap { $0 }.joined(separator: " ")
    }

    private static func reading(_ basis: Basis) -> String { basis.kind == .inferred ? " (our reading)" : "" }

    private static func name(_ evidence: Evidence) -> String {
        let source = evidence.who ?? evidence.type.rawValue.replacing("-", with: " ")
        return evidence.year.map { "\(source) \($0)" } ?? source
    }

    private func arguments(_ columns: Int?) -> [Line] {
        let arguments = catalogue.arguments(on: item)
        guard !arguments.isEmpty else { return [] }
        let sides = ReformArgument.Side.allCases.compactMap { side in
            let count = arguments.count { $0.side == side }
            let label = count > 1 && [.concession, .alternative].contains(side) ? "\(side.label)s" : side.label
            return count == 0 ? nil : "\(count) \(label)"
        }
        let more = withArguments ? "" : "   (show \(item.aliases.first ?? item.id) --arguments)"
        let summary = labelled("Arguments", sides.joined(separator: ", ") + more, columns)
        return summary + (withArguments ? arguments.flatMap { ArgumentSheet($0, in: catalogue).lines(columns) } : [])
    }

    private func noted(_ columns: Int?) -> [Line] {
        let heading = labelled("Notes (\(row.counts.notes))", row.counts.notes == 0 ? "none yet" : "", columns)
        let missing = row.counts.notes - notes.notes.count
        let rest = missing > 0 ? [Line("  and \(missing) more   (show \(item.aliases.first ?? item.id) --notes)")] : []
        let rows = notes.table.lines(width: columns.map { $0 - 2 }).map { "  " + $0 }
        return heading + rows + rest
    }

    private func labelled(_ label: String, _ text: String, _ columns: Int?) -> [Line] {
        let head = ("  " + Line(Span(label, .bold))).padded(to: text.isEmpty ? 0 : ItemSheet.margin)
        return (head + Line(text)).wrapped(to: columns, indent: ItemSheet.margin)
    }
}

extension Position {
    /// The position within a sentence: `opposes the recommendation`.
    fileprivate var phrase: String {
        switch stance {
        case .supports: "supports the \(toward.rawValue)"
        case .opposes: "opposes the \(toward.rawValue)"
        case .supportsWithCaution: "supports the \(toward.rawValue), with caution"
        case .critical: "is critical of the \(toward.rawValue)"
        case .welcomesDecision: "welcomes the decision"
        }
    }
}
