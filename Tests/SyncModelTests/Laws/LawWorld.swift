import SyncModel

/// A few replicas of one record that act on their states and join others' directly, with nothing in between: the rule alone.
struct LawWorld {
    /// Which fields a replica edits.
    enum Fields {
        case any
        /// Each replica only its own.
        case apart
    }

    static let fields = [FieldKey.body, .kind, .voice]

    let fields: Fields
    private(set) var seed: Seed
    private(set) var states: [RecordState]
    /// Every state there ever was, and every change with the state it was made in.
    private(set) var past: [RecordState] = []
    private(set) var changes: [Change] = []
    private var counts: [UInt64]

    init(seed number: Int, fields: Fields, replicas: Int = 3, steps: Int = 6) {
        self.fields = fields
        seed = Seed(number)
        states = Array(repeating: RecordState(), count: replicas)
        counts = Array(repeating: 0, count: replicas)
        for _ in 0..<steps { step() }
    }

    /// All values ever assigned: a complete history.
    var history: History {
        let changes = self.changes
        return { field, dot in
            guard let change = changes.first(where: { $0.dot == dot }), let assignment = change.assigns[field] else {
                return nil
            }
            return Register.Entry(dot: dot, value: assignment.value, replaces: assignment.replaces)
        }
    }

    private mutating func step() {
        let actor = seed.below(states.count)
        if seed.happens(65) {
            act(actor)
        } else {
            states[actor] = states[actor].joined(with: states[seed.below(states.count)], history: history)
        }
        past.append(states[actor])
    }

    private mutating func act(_ actor: Int) {
        counts[actor] += 1
        let field = fields == .apart ? LawWorld.fields[actor % 3] : seed.pick(LawWorld.fields)
        let siblings = states[actor].registers[field]?.siblings.map(\.dot) ?? []
        // Either all is shown and replaced, or some of it.
        let replaces = seed.happens(50) ? siblings : siblings.filter { _ in seed.happens(50) }
        let made = change(
            UInt64(actor + 1), counts[actor],
            [field: (value(changes.count), fields == .apart ? siblings : replaces)],
            seen: states[actor].context, stamp: UInt64(seed.below(4)))
        changes.append(made)
        states[actor].apply(made, history: history)
    }

    /// The join of all replicas, from the first to the last.
    var joined: RecordState {
        let history = self.history
        return states.dropFirst().reduce(states[0]) { $0.joined(with: $1, history: history) }
    }

    mutating func anyPast() -> RecordState { seed.pick(past) }

    /// A state to which the server would apply `change`: at least the one that it was made in.
    mutating func anyPast(before change: Change) -> RecordState {
        seed.pick(
            ([RecordState()] + past).filter {
                $0.context.covers(change.context) && $0.context[change.dot.replica] <= change.dot.n
            })
    }
}

extension RecordState {
    /// The state without the replaced values, which a merge needs and which depend on what there is to know.
    var bare: RecordState {
        RecordState(
            context: context, registers: registers.mapContents { _, register in Register(siblings: register.siblings) },
            origins: origins)
    }
}
