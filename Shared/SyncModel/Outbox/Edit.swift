extension LocalRecord {
    /// Assigns `values`, each in place of what `sight` says was shown of its field. The edit folds into the last unsent one
    /// where that tells the same story; otherwise it stands at `place`.
    ///
    /// An edit in sight of a deletion renews it, so that touching a withdrawn record never brings it back by accident.
    /// - Parameters:
    ///   - refused: edits of this record that the server refused, in order of place. A sight may speak of them as well: whoever
    ///     mends one had it before their eyes, and not what came to stand there since.
    ///   - place: a place that no edit of this replica ever had.
    public mutating func edit(
        _ values: FieldMap<Value>, sight: Sight, over refused: [UnsentEdit] = [], place: UInt64, writer: Writer
    ) {
        let seen = self.seen(by: writer)
        var values = values
        if values[.deleted] == nil { values[.deleted] = deletionRenewed(seen, sight, refused[...])?.value }
        let assigns = values.mapContents { field, value in
            let gone = (sight.shown[field] ?? []).flatMap { standing($0, field, refused[...]) }
            return Assignment(value: value, replaces: Set(gone).sorted())
        }
        let edit = UnsentEdit(
            place: place, context: sight.context, predecessor: sight.place.flatMap(standing), edited: writer.clock.now,
            assigns: assigns,
            replaced: kept(assigns, seen, refused))
        if let last = unsent.last, last.folds(edit) {
            unsent[unsent.count - 1].fold(edit)
        } else {
            unsent.append(edit)
        }
    }

    /// Withdraws the record: it is hidden wherever nothing stands that this sight had not.
    public mutating func withdraw(reason: String?, sight: Sight, place: UInt64, writer: Writer) {
        var values = FieldMap<Value>()
        values[.deleted] = Deletion(reason: reason, seen: sight.deletionContext).value
        edit(values, sight: sight, place: place, writer: writer)
    }

    /// What stands for a value that was shown as `dot`: the edit that it is in, or what it had replaced if that was refused;
    /// nothing where it was written anew since then.
    private func standing(_ dot: Dot, _ field: FieldKey, _ refused: ArraySlice<UnsentEdit>) -> [Dot] {
        guard dot.isUnsent else { return [dot] }
        if let edit = unsent.first(where: { $0.says(field, marked: dot) }) { return [edit.dot] }
        guard let last = refused.lastIndex(where: { $0.says(field, marked: dot) }) else { return [] }
        return (refused[last].assigns[field]?.replaces ?? []).flatMap { standing($0, field, refused[..<last]) }
    }

    /// The last place up to `place` where an edit stands.
    private func standing(_ place: UInt64) -> UInt64? {
        unsent.last { $0.place <= place }?.place
    }

    /// The deletion that an edit with this sight renews, if it had one before it.
    private func deletionRenewed(
        _ seen: RecordState, _ sight: Sight, _ refused: ArraySlice<UnsentEdit>
    ) -> Deletion? {
        let known = (sight.shown[.deleted] ?? []).flatMap { standing($0, .deleted, refused) }
        guard seen.isHidden, let shown = seen.shown(.deleted), let deletion = Deletion(shown.value),
            shown.dots.allSatisfy(known.contains)
        else { return nil }
        return Deletion(reason: deletion.reason, seen: sight.deletionContext)
    }

    /// The values that `assigns` takes the place of; own unsent ones are in the outbox already. What a refused edit had
    /// replaced may stand nowhere else.
    private func kept(
        _ assigns: FieldMap<Assignment>, _ seen: RecordState, _ refused: [UnsentEdit]
    ) -> FieldMap<[Register.Entry]> {
        var kept = FieldMap<[Register.Entry]>()
        for (field, assignment) in assigns where !field.isElement {
            var known = seen.registers[field]?.siblings ?? []
            let before = refused.flatMap { $0.replaced[field] ?? [] }
            for entry in before where !known.contains(where: { $0.dot == entry.dot }) { known.append(entry) }
            let gone = known.filter { assignment.replaces.contains($0.dot) && !$0.dot.isUnsent }
            if !gone.isEmpty { kept[field] = gone }
        }
        return kept
    }
}

extension UnsentEdit {
    /// Whether `next` can become part of this edit: nothing was pulled in between, neither is a deletion, and every value
    /// of this edit that it overwrites was shown.
    func folds(_ next: UnsentEdit) -> Bool {
        guard bound == nil, context == next.context, !isDeletion, !next.isDeletion else { return false }
        return next.assigns.allSatisfy { field, assignment in
            assigns[field] == nil || assignment.replaces.contains(dot)
        }
    }

    mutating func fold(_ next: UnsentEdit) {
        edited = next.edited
        for (field, assignment) in next.assigns {
            let before = assigns[field]?.replaces ?? []
            let shown = assignment.replaces.filter { $0 != dot }
            assigns[field] = Assignment(value: assignment.value, replaces: shown + before)
        }
        move(to: next.place, rewritten: next.assigns.keys)
        for (field, entries) in next.replaced {
            let known = replaced[field] ?? []
            replaced[field] = known + entries.filter { entry in !known.contains { $0.dot == entry.dot } }
        }
    }
}
