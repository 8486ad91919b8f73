/// All that one replica knows of one record: its state as the server last told it, and the edits made here on top.
///
/// A value: a store loads it, lets it act, and writes back what changed, in one transaction.
public struct LocalRecord: Hashable, Sendable {
    public let id: RecordID
    /// As the server last told it.
    public var acknowledged: RecordState
    /// In order of place.
    public var unsent: [UnsentEdit]

    public init(id: RecordID, acknowledged: RecordState = RecordState(), unsent: [UnsentEdit] = []) {
        self.id = id
        self.acknowledged = acknowledged
        self.unsent = unsent
    }

    /// What is seen here: the acknowledged state with the unsent edits on top.
    public func seen(by writer: Writer) -> RecordState {
        var state = acknowledged
        var names = Names()
        for edit in unsent {
            if let bound = edit.bound, isTold(edit) {
                names[edit.dot] = bound.dot
                continue
            }
            let assigns = edit.assigns.renamed(names)
            let change = Change(
                dot: edit.dot, stamp: edit.bound?.stamp ?? edit.stamp(replacing: assigns, in: state, writer.clock),
                record: id, author: writer.author, device: writer.device, context: edit.context, assigns: assigns)
            state.apply(change, history: replacedHere)
        }
        return state
    }

    /// Whether a page told the name of an edit whose answer was lost: then what stands under that name is shown, and not the
    /// edit.
    func isTold(_ edit: UnsentEdit) -> Bool {
        edit.bound.map { acknowledged.context.covers($0.dot) } ?? false
    }

    /// Whether what a page told under the name of an edit is what the edit says. Another life of this replica may have given
    /// the name to something else, and of what was replaced since then nobody can tell.
    func isToldAsWritten(_ edit: UnsentEdit) -> Bool {
        guard let bound = edit.bound, isTold(edit) else { return false }
        return bound.assigns.contains { field, assignment in
            guard let register = acknowledged.registers[field] else { return false }
            return (register.siblings + register.replaced).contains {
                $0.dot == bound.dot && $0.value == assignment.value
            }
        }
    }

    /// The values that unsent edits replaced.
    public func replacedHere(_ field: FieldKey, _ dot: Dot) -> Register.Entry? {
        for edit in unsent {
            if let entry = edit.replaced[field]?.first(where: { $0.dot == dot }) { return entry }
        }
        return nil
    }

    /// Takes in a state that the server told. It replaces what the server told before, unless it has forgotten something:
    /// then what is known here is joined to it.
    public mutating func take(_ told: RecordState) {
        acknowledged =
            told.context.covers(acknowledged.context) ? told : acknowledged.joined(with: told, history: replacedHere)
    }
}

/// The names that edits of an outbox were given, by their places.
typealias Names = [Dot: Dot]

extension FieldMap<Assignment> {
    /// The same with the places of own edits put under their names, in deletions too.
    func renamed(_ names: Names) -> FieldMap {
        guard !names.isEmpty else { return self }
        return mapContents { field, assignment in
            var value = assignment.value
            if field == .deleted, var deletion = Deletion(value) {
                for (place, dot) in names where deletion.seen.covers(place) { deletion.seen.note(dot) }
                value = deletion.value
            }
            return Assignment(value: value, replaces: assignment.replaces.map { names[$0] ?? $0 })
        }
    }
}

extension UnsentEdit {
    /// The stamp it would get now, where `assigns` replaces values of `state`.
    func stamp(replacing assigns: FieldMap<Assignment>, in state: RecordState, _ clock: Clock) -> Stamp {
        let stamps = assigns.flatMap { _, assignment in
            assignment.replaces.compactMap { state.origin(of: $0)?.stamp }
        }
        return .bind(edited: clock.corrected(edited), now: clock.serverNow, replacing: stamps)
    }
}
