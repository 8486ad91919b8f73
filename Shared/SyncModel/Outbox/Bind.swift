extension LocalRecord {
    /// Gives the edit at `place` its name and its stamp, and so makes it the change that is sent. The edits of this record
    /// before it must have theirs.
    ///
    /// The change's context is what the person had in sight; its own entry names this replica's change of the record before
    /// it, so that no dot can be passed over in silence.
    public mutating func bind(place: UInt64, to dot: Dot, writer: Writer) {
        guard let index = unsent.firstIndex(where: { $0.place == place }), unsent[index].bound == nil else { return }
        let edit = unsent[index]
        let earlier = unsent[..<index]
        precondition(earlier.allSatisfy { $0.bound != nil }, "edits of a record are bound in order")
        let names = Names(uniqueKeysWithValues: earlier.compactMap { edit in edit.bound.map { (edit.dot, $0.dot) } })
        let assigns = edit.assigns.renamed(names).withoutPlaces
        let own = max(
            earlier.compactMap { $0.bound?.dot }.filter { $0.replica == dot.replica }.map(\.n).max() ?? 0,
            acknowledged.context[dot.replica])
        var context = edit.context
        context.note(Dot(dot.replica, own))
        unsent[index].bound = Change(
            dot: dot, stamp: edit.stamp(replacing: assigns, in: seenBefore(index, by: writer), writer.clock),
            record: id,
            author: writer.author, device: writer.device, context: context, assigns: assigns)
    }

    /// Stamps a bound change again after the server found its stamp too far ahead. Its dot stays: it is the same change.
    public mutating func restamp(place: UInt64, clock: Clock) {
        guard let index = unsent.firstIndex(where: { $0.place == place }), unsent[index].bound != nil else { return }
        let made = Stamp(milliseconds: min(clock.corrected(unsent[index].edited), clock.serverNow))
        unsent[index].bound?.stamp = made
    }

    /// Takes the names off all unsent edits, for a replica that got a new id. They are bound again when they are sent.
    public mutating func unbind() {
        for index in unsent.indices { unsent[index].bound = nil }
    }

    /// The state in which the edit at `index` was made, under the names that are bound.
    private func seenBefore(_ index: Int, by writer: Writer) -> RecordState {
        var before = acknowledged
        for edit in unsent[..<index] {
            if let bound = edit.bound { before.apply(bound, history: replacedHere) }
        }
        return before
    }
}

extension FieldMap<Assignment> {
    /// The same with nothing said of places, which have no meaning elsewhere.
    fileprivate var withoutPlaces: FieldMap {
        mapContents { field, assignment in
            precondition(assignment.replaces.allSatisfy { !$0.isUnsent }, "a place is sent under no name")
            guard field == .deleted, var deletion = Deletion(assignment.value) else { return assignment }
            deletion.seen = deletion.seen.without(.unsent)
            return Assignment(value: deletion.value, replaces: assignment.replaces)
        }
    }
}
