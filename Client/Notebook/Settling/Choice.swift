import ReformNotes
import SyncModel

/// What keeping one side makes of one field in conflict.
enum Choice: Hashable {
    case value(Value)
    /// The note is withdrawn, for this reason.
    case withdrawal(reason: String?)
}

extension Keep {
    /// The choices for `fields`, all of one note and in conflict. Fields in which the kept side has no part stay open.
    func choices(_ fields: [FieldView]) throws -> [(key: FieldKey, choice: Choice)] {
        switch self {
        case .both: return try fields.map { ($0.key, .value(try both($0))) }
        case .note, .withdrawn:
            guard let deleted = fields.first(where: { $0.key == .deleted }) else { throw SettlingError.notWithdrawn }
            return [(.deleted, deleted.choice(isWithdrawn: self == .withdrawn))]
        case .yours, .person, .dot:
            let chosen = try fields.compactMap { field in
                try one(of: fitting(field.sides)).map { (field.key, field.choice($0)) }
            }
            guard !chosen.isEmpty else { throw SettlingError.noSide(fields.flatMap(\.sides)) }
            return chosen
        }
    }

    private func fitting(_ sides: [Side]) -> [Side] {
        switch self {
        case .yours: sides.filter(\.isYours)
        case .dot(let dot): sides.filter { $0.dot == dot }
        case .person(let name): Keep.sides(of: name, in: sides)
        case .both, .note, .withdrawn: []
        }
    }

    /// By the whole name where it fits; else by the beginning of any word of it, as people speak of each other.
    private static func sides(of name: String, in sides: [Side]) -> [Side] {
        let wanted = name.lowercased()
        let exact = sides.filter { $0.author.lowercased() == wanted }
        guard exact.isEmpty, !wanted.isEmpty else { return exact }
        return sides.filter { side in
            side.author.lowercased().split(separator: " ").contains { $0.hasPrefix(wanted) }
        }
    }

    private func one(of sides: [Side]) throws -> Side? {
        guard let first = sides.first else { return nil }
        guard sides.allSatisfy({ $0.value == first.value }) else { throw SettlingError.severalSides(sides) }
        return first
    }

    private func both(_ field: FieldView) throws -> Value {
        guard field.key == NoteField.body else { throw SettlingError.bothInOneValue(field.key) }
        let shown = field.shown.text ?? ""
        let others = field.sides.filter { $0.value != field.shown }.sorted { $0.stamp < $1.stamp }
        let text = others.reduce(shown) { text, side in
            BothSides.text(base: field.base?.text, first: text, second: side.value.text ?? "")
        }
        return Value(text: text)
    }
}

extension FieldView {
    fileprivate func choice(_ side: Side) -> Choice {
        if key == .deleted { return choice(isWithdrawn: !side.value.isNull) }
        return .value(key == NoteField.body ? body(keeping: side) : side.value)
    }

    /// The body as `side` has it, with what the others changed in other paragraphs.
    private func body(keeping side: Side) -> Value {
        guard let kept = side.value.text else { return side.value }
        let others = sides.compactMap { $0.value == side.value ? nil : $0.value.text }
        return Value(text: others.reduce(kept) { KeptSide.text($0, base: base?.text, other: $1) })
    }

    fileprivate func choice(isWithdrawn: Bool) -> Choice {
        guard isWithdrawn else { return .value(.null) }
        let latest = sides.filter { !$0.value.isNull }.max { $0.stamp < $1.stamp }
        return .withdrawal(reason: latest.flatMap { Deletion($0.value)?.reason })
    }
}
