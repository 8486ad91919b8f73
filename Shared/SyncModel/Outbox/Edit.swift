extension LocalRecord {
    /// Assigns `values`, each in place of what `sight` says was shown of its field. The edit folds into the last unsent one
    /// where that tells the same story; otherwise it stands at `place`.
    ///
    /// An edit in sight of a deletion renews it, so that touching a withdrawn record never brings it back by accident.
    /// - Parameter place: a place that no edit of this replica ever had.
    public mutating func edit(_ values: FieldMap<Value>, sight: Sight, place: UInt64, writer: Writer) {
        let seen = self.seen(by: writer)
        var values = values
        if values[.deleted] == nil { values[.deleted] = deletionRenewed(seen, sight)?.value }
        let assigns = values.mapContents { field, value in
            Assignment(value: value, replaces: (sight.shown[field] ?? []).compactMap { standing($0, field) })
        }
        let edit = UnsentEdit(
            place: place, context: sight.context, predecessor: sight.place.flatMap(standing), edited: writer.clock.now,
            assigns: assigns,
            replaced: kept(assigns, seen))
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

    /// The edit in which a value stands that was shown as `dot`; nil where it was written anew or refused since then.
    private func standing(_ dot: Dot, _ field: FieldKey) -> Dot? {
        dot.isUnsent ? unsent.first { $0.says(field, marked: dot) }?.dot : dot
    }

    /// The last place up to `place` where an edit stands.
    private func standing(_ place: UInt64) -> UInt64? {
        unsent.last { $0.place <= place }?.place
    }

    /// The deletion that an edit with this sight renews, if it had one before it.
    private func deletionRenewed(_ seen: RecordState, _ sight: Sight) -> Deletion? {
        guard seen.isHidden, let shown = seen.shown(.deleted), let deletion = Deletion(shown.value),
            shown.dots.allSatisfy({ sight.shown[.deleted]?.contains($0) ?? false })
        else { return nil }
        return Deletion(reason: deletion.reason, seen: sight.deletionContext)
    }

    /// The values that `assigns` takes the place of; own unsent ones are in the outbox already.
    private func kept(_ assigns: FieldMap<Assignment>, _ seen: RecordState) -> FieldMap<[Register.Entry]> {
        var kept = FieldMap<[Register.Entry]>()
        for (field, assignment) in assigns where !field.isElement {
            let siblings = seen.registers[field]?.siblings ?? []
            let gone = siblings.filter { assignment.replaces.contains($0.dot) && !$0.dot.isUnsent }
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
