import ReformNotes
import SyncClient
import SyncModel

/// One record taken apart for a person to look at.
struct NoteReading {
    let id: NoteID
    let local: LocalRecord
    let seen: RecordState
    let refused: [QuarantinedEdit]
    private let identity: Identity
    let rules: MergeRules
    /// What is shown of each field, without refused edits.
    let shownFields: FieldMap<Shown>

    /// Nil where nothing is known of the note.
    init?(_ id: NoteID, _ reader: ReplicaReader) throws {
        self.id = id
        local = try reader.record(id.record)
        seen = reader.seen(local)
        refused = try reader.quarantine(of: id.record)
        identity = reader.identity
        rules = reader.rules
        var shownFields = FieldMap<Shown>()
        for field in seen.registers.keys {
            shownFields[field] = seen.shown(field, rule: rules(NoteID.collection, field))
        }
        self.shownFields = shownFields
        if seen.isEmpty && refused.isEmpty { return nil }
    }

    var view: NoteView {
        let birth = seen.registers[NoteField.created]?.siblings.first.flatMap { seen.origin(of: $0.dot) }
        return NoteView(
            id: id, note: opened, device: birth?.device ?? identity.device, edited: edited, sync: sync,
            withdrawn: withdrawn, context: local.acknowledged.context, fields: fields, refused: refused)
    }

    /// The note as it is shown, without refused edits.
    var shown: Note { Note(reading: shownValues) }

    /// The note with the refused edits on top, for whoever mends them.
    var opened: Note { Note(reading: openedValues) }

    var openedValues: FieldMap<Value> {
        var values = shownValues
        for edit in refused.map(\.edit) {
            for (field, assignment) in edit.assigns { values[field] = assignment.value }
        }
        return values
    }

    private var shownValues: FieldMap<Value> { shownFields.mapContents { $1.value } }

    private func rule(_ field: FieldKey) -> MergeRule { rules(NoteID.collection, field) }

    // MARK: The note as a whole

    private var edited: Edited {
        if let last = seen.lastChange { return Edited(last) }
        return Edited(by: identity.author, device: identity.device, at: refused.last?.edit.edited ?? 0)
    }

    private var sync: SyncStatus {
        if shownFields.contains(where: \.content.isConflict), !seen.isHidden { return .conflict }
        if !refused.isEmpty { return .refused }
        if !local.unsent.isEmpty { return .waiting }
        return seen.lastChange?.author == identity.author ? .sent : .updated
    }

    private var withdrawn: Withdrawn? {
        guard seen.isHidden, let shown = shownFields[.deleted], let deletion = Deletion(shown.value) else { return nil }
        let origins = (seen.registers[.deleted]?.siblings ?? [])
            .filter { $0.value == shown.value }.compactMap { seen.origin(of: $0.dot) }
        guard let last = origins.max(by: { ($0.stamp, $0.dot) < ($1.stamp, $1.dot) }) else { return nil }
        return Withdrawn(reason: deletion.reason, by: Edited(last))
    }

    // MARK: Its fields

    var fields: [FieldView] {
        seen.registers.compactMap { key, register in
            guard let shown = shownFields[key] else { return nil }
            let latest = shown.dots.compactMap { seen.origin(of: $0) }.max { ($0.stamp, $0.dot) < ($1.stamp, $1.dot) }
            let isDispute = key == .deleted && shown.isConflict
            let sides =
                register.siblings.compactMap { side($0, key, register) } + (isDispute ? sidesAgainstDeletion : [])
            return FieldView(
                key: key, shown: shown.value, dot: latest.flatMap { $0.dot.isUnsent ? nil : $0.dot },
                stamp: latest?.stamp ?? Stamp(bits: 0), isConflict: shown.isConflict, isMerged: shown.isMerged,
                sides: sides, base: sides.count > 1 ? seen.base(key, rule: rule(key)) : nil)
        }
    }

    private func side(_ entry: Register.Entry, _ key: FieldKey, _ register: Register) -> Side? {
        guard let value = entry.value, let origin = seen.origin(of: entry.dot) else { return nil }
        return Side(
            origin, value: value, isYours: isYours(origin.dot), isSettlement: isSettlement(entry, key, register))
    }

    /// Of several sides whose settlements stand against each other the state keeps what both replaced, for their merge; so it
    /// can be looked at once more whether that was a conflict.
    private func isSettlement(_ entry: Register.Entry, _ key: FieldKey, _ register: Register) -> Bool {
        var before = register
        before.siblings = register.replaced.filter { entry.replaces.contains($0.dot) && $0.value != nil }
        guard before.siblings.count > 1 else { return false }
        before.replaced.removeAll { entry.replaces.contains($0.dot) }
        let state = RecordState(registers: FieldMap([(key, before)]))
        return state.shown(key, rule: rule(key))?.isConflict ?? false
    }

    /// By the replica's ids, not by names: a copy of this replica bears the same, and the two lives' sides must be told apart.
    func isYours(_ dot: Dot) -> Bool {
        dot.isUnsent || dot.replica == identity.id || identity.earlier.contains(dot.replica)
    }

    /// The changes that no deletion had in sight: they are what stands against a withdrawal, each once.
    private var sidesAgainstDeletion: [Side] {
        let entries = seen.registers[.deleted]?.siblings ?? []
        let deletions = entries.compactMap { entry in
            entry.value.flatMap { Deletion($0) }.map { (dot: entry.dot, seen: $0.seen) }
        }
        let own = Set(entries.map(\.dot))
        let unseen = Set(seen.registers.flatMap { $0.content.siblings.map(\.dot) })
            .filter { dot in !own.contains(dot) && !deletions.contains { $0.seen.covers(dot) } }
        return unseen.sorted().compactMap { seen.origin(of: $0) }
            .map { Side($0, value: .null, isYours: isYours($0.dot)) }
    }
}

extension Edited {
    init(_ origin: SyncModel.Origin) {
        self.init(by: origin.author, device: origin.device, at: origin.stamp.milliseconds)
    }
}
