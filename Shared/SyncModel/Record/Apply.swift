extension RecordState {
    /// Takes `change` in: per field, what it replaces leaves and its own value enters. A change already seen alters nothing.
    ///
    /// It reads no stamp: what replaces what is the writer's sight, never a clock. Fields that it does not assign stay as
    /// they are.
    /// - Parameter acceptance: the server's note of it; nil for an unsent change.
    /// - Parameter history: where values replaced earlier are found, should a merge need them.
    public mutating func apply(_ change: Change, acceptance: Acceptance? = nil, history: History = noHistory) {
        guard !context.covers(change.dot) else { return }
        context.note(change.dot)
        add([Origin(of: change, acceptance: acceptance)])
        for (field, assignment) in change.assigns {
            var register = registers[field] ?? Register()
            let gone = Set(assignment.replaces)
            register.replaced += register.siblings.filter { gone.contains($0.dot) }
            register.siblings.removeAll { gone.contains($0.dot) }
            register.siblings.insert(
                Register.Entry(dot: change.dot, value: assignment.value, replaces: assignment.replaces))
            register.tidy(field, history: history)
            registers[field] = register
        }
        dropUnusedOrigins()
    }

    /// Where two notes of one change differ, as a client's and a restored server's may, both sides keep the same one.
    mutating func add(_ more: [Origin]) {
        for origin in more {
            let place = origins.firstIndex { origin.dot <= $0.dot } ?? origins.count
            if place < origins.count && origins[place].dot == origin.dot {
                if origin.isPreferred(to: origins[place]) { origins[place] = origin }
            } else {
                origins.insert(origin, at: place)
            }
        }
    }

    /// Keeps the origins of the changes that a sibling points to; a base is a value only, whoever wrote it.
    mutating func dropUnusedOrigins() {
        var used: Set<Dot> = []
        for (_, register) in registers { used.formUnion(register.siblings.map(\.dot)) }
        origins.removeAll { !used.contains($0.dot) }
    }
}

extension [Register.Entry] {
    /// Puts an entry in its place by dot.
    mutating func insert(_ entry: Register.Entry) {
        insert(entry, at: firstIndex { entry.dot < $0.dot } ?? endIndex)
    }
}
