public import ReformNotes
import SyncClient
public import SyncModel

/// What this replica holds of the changes of one note, in the server's order, unsent ones behind.
public struct NoteHistory: Sendable {
    public let id: NoteID
    public let revisions: [Revision]
    /// Whether the server has changes, or parts of them, that are not held here.
    public let serverHasMore: Bool
    private let rules: MergeRules

    /// A change by its own name or as `rN`; nil where it is not held here.
    public func revision(_ typed: String) -> Revision? {
        if let dot = Dot(typed) { return revisions.first { $0.dot == dot } }
        return revisions.first { $0.name == typed.lowercased() }
    }

    /// What was shown after `revision`, as far as it is held here.
    public func values(after revision: Revision) -> FieldMap<Value> {
        var state = RecordState()
        for earlier in revisions where earlier.number <= revision.number {
            state.apply(earlier.change(of: id), history: replaced)
        }
        var values = FieldMap<Value>()
        for field in state.registers.keys {
            values[field] = state.shown(field, rule: rules(NoteID.collection, field))?.value
        }
        return values
    }

    /// The note after `revision`, as far as it is held here.
    public func note(after revision: Revision) -> Note { Note(reading: values(after: revision)) }

    /// The fields whose shown values differ between two revisions, in order.
    /// - Parameter from: nil for the time before the first.
    public func differences(from: Revision?, to: Revision) -> [FieldDifference] {
        let before = from.map(values) ?? FieldMap()
        let after = values(after: to)
        return Set(before.keys + after.keys).sorted().compactMap { key in
            let difference = FieldDifference(key: key, before: before[key] ?? .null, after: after[key] ?? .null)
            return difference.before == difference.after ? nil : difference
        }
    }

    private func replaced(_ field: FieldKey, _ dot: Dot) -> Register.Entry? {
        guard let assignment = revisions.first(where: { $0.place == dot })?.assigns[field] else { return nil }
        return Register.Entry(dot: dot, value: assignment.value, replaces: assignment.replaces)
    }
}

/// One field at two times.
public struct FieldDifference: Hashable, Sendable {
    public let key: FieldKey
    /// Null where it was unset.
    public let before: Value
    public let after: Value
}

extension Notebook {
    /// The changes of a note that are held here; nil where nothing is known of it.
    public func history(of id: NoteID) throws -> NoteHistory? {
        try replica.read { try NoteHistory(id, $0) }
    }
}

extension NoteHistory {
    init?(_ id: NoteID, _ reader: ReplicaReader) throws {
        guard let reading = try NoteReading(id, reader) else { return nil }
        var held = HeldChanges()
        for past in try reader.history(of: id.record) {
            held.note(past.origin, past.field, Assignment(value: past.value, replaces: past.replaces))
        }
        for (field, register) in reading.local.acknowledged.registers {
            for entry in register.siblings + register.replaced {
                guard let value = entry.value, let origin = reading.local.acknowledged.origin(of: entry.dot) else {
                    continue
                }
                held.note(origin, field, Assignment(value: value, replaces: entry.replaces))
            }
        }
        let accepted = held.revisions
        let last = accepted.last?.number ?? 0
        self.id = id
        revisions = accepted + NoteHistory.unsent(reading, after: last, by: reader.writer)
        // A change of which only some fields are left looks whole, so only whole changes that are missing can be told.
        serverHasMore = UInt64(accepted.count) < last
        rules = reader.rules
    }

    private static func unsent(_ reading: NoteReading, after last: UInt64, by writer: Writer) -> [Revision] {
        let waiting = reading.local.unsent.filter { edit in
            edit.bound.map { !reading.local.acknowledged.context.covers($0.dot) } ?? true
        }
        return waiting.enumerated().map { place, edit in
            Revision(
                number: last + UInt64(place) + 1,
                stamp: reading.seen.origin(of: edit.dot)?.stamp ?? Stamp(milliseconds: edit.edited),
                author: writer.author, device: writer.device, received: nil, assigns: edit.assigns, place: edit.dot)
        }
    }
}
