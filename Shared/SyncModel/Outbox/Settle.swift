extension LocalRecord {
    /// The server took the change at `place` in, now or before: it leaves the outbox and enters the acknowledged state, in
    /// the same step. Later edits that pointed at its place point at its dot from now on.
    /// - Returns: the edit that left, nil where none is bound at `place`.
    @discardableResult
    public mutating func settle(place: UInt64, acceptance: Acceptance?) -> UnsentEdit? {
        guard let index = unsent.firstIndex(where: { $0.place == place }), let change = unsent[index].bound else {
            return nil
        }
        let edit = unsent[index]
        acknowledged.apply(change, acceptance: acceptance, history: replacedHere)
        unsent.remove(at: index)
        var shown: Set<UInt64> = [place]
        for later in unsent.indices {
            unsent[later].keep(valuesOf: edit, as: change)
            unsent[later].assigns = unsent[later].assigns.renamed([edit.dot: change.dot])
            guard let predecessor = unsent[later].predecessor, shown.contains(predecessor) else { continue }
            shown.insert(unsent[later].place)
            unsent[later].context.note(change.dot)
            if predecessor == place { unsent[later].predecessor = nil }
        }
        return edit
    }

    /// The server refused the change at `place`: it leaves the outbox, to be kept in quarantine by the caller. Later edits of
    /// the record take over what it replaced, and are bound again without it: one bad change stops no other.
    /// - Returns: the refused edit without the fields that its writer wrote over since, which need no mending.
    public mutating func refuse(place: UInt64) -> UnsentEdit? {
        guard let index = unsent.firstIndex(where: { $0.place == place }) else { return nil }
        let refused = unsent.remove(at: index)
        var rest = refused
        // What was written before it never spoke of it, and may be on its way under its name.
        for later in index..<unsent.endIndex {
            unsent[later].bound = nil
            unsent[later].assigns = unsent[later].assigns.mapContents { field, assignment in
                guard assignment.replaces.contains(refused.dot) else { return assignment }
                rest.assigns[field] = nil
                let others = assignment.replaces.filter { $0 != refused.dot }
                return Assignment(value: assignment.value, replaces: others + (refused.assigns[field]?.replaces ?? []))
            }
            for (field, entries) in refused.replaced {
                let known = unsent[later].replaced[field] ?? []
                unsent[later].replaced[field] = known + entries.filter { entry in !known.contains(entry) }
            }
            if unsent[later].predecessor == place { unsent[later].predecessor = refused.predecessor }
        }
        return rest
    }

    /// The state to offer a server that has forgotten something: what it told, with the values that unsent edits replaced,
    /// which nobody else may hold any more. Only those it knows: a state from before has not heard of later ones.
    public var offered: RecordState {
        var offered = acknowledged
        for edit in unsent {
            for (field, entries) in edit.replaced {
                var register = offered.registers[field] ?? Register()
                let here = Set((register.siblings + register.replaced).map(\.dot))
                let bases = entries.filter { !here.contains($0.dot) && acknowledged.context.covers($0.dot) }
                register.replaced = (register.replaced + bases).sorted { $0.dot < $1.dot }
                if !register.siblings.isEmpty { offered.registers[field] = register }
            }
        }
        return offered
    }
}

extension UnsentEdit {
    /// Keeps what this edit replaced of an `earlier` one, now that it leaves the outbox as `change`.
    fileprivate mutating func keep(valuesOf earlier: UnsentEdit, as change: Change) {
        for (field, assignment) in assigns where !field.isElement && assignment.replaces.contains(earlier.dot) {
            guard let gone = change.assigns[field] else { continue }
            let entry = Register.Entry(dot: change.dot, value: gone.value, replaces: gone.replaces)
            replaced[field] = (replaced[field] ?? []) + [entry]
        }
    }
}
