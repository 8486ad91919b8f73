import SyncModel
import Testing

/// The rule is a lattice: whatever was exchanged, in whatever order and however often, the same knowledge is the same state.
@Suite struct LawTests {
    /// The histories of all laws together.
    static let histories = 200_000
    private static let share = Effort.histories(histories / 5)

    @Test func `joining does not depend on the sides`() {
        let checked = Self.count { seed in
            var world = LawWorld(seed: seed, fields: .any)
            let (one, two) = (world.anyPast(), world.anyPast())
            return one.joined(with: two, history: world.history) == two.joined(with: one, history: world.history)
                && one.bare.joined(with: two.bare).bare == two.bare.joined(with: one.bare).bare
        }
        #expect(checked == Self.share)
    }

    @Test func `joining does not depend on the grouping, and twice is once`() {
        let checked = Self.count { seed in
            var world = LawWorld(seed: seed, fields: .any, steps: 5)
            let (one, two, three) = (world.anyPast(), world.anyPast(), world.anyPast())
            let history = world.history
            let left = one.joined(with: two, history: history).joined(with: three, history: history)
            let right = one.joined(with: two.joined(with: three, history: history), history: history)
            return left == right && left.joined(with: three, history: history) == left
        }
        #expect(checked == Self.share)
    }

    @Test func `a change applied before a join is a change applied after it`() {
        let checked = Self.count { seed in
            var world = LawWorld(seed: seed, fields: .any)
            // Of five hundred worlds one has no change in it.
            guard let change = world.changes.last else { return true }
            let (one, two) = (world.anyPast(before: change), world.anyPast())
            var before = one
            before.apply(change, history: world.history)
            var after = one.joined(with: two, history: world.history)
            after.apply(change, history: world.history)
            return before.joined(with: two, history: world.history) == after
        }
        #expect(checked == Self.share)
    }

    @Test func `fields edited apart never conflict, and the last writer of each is shown`() {
        let checked = Self.count { seed in
            let world = LawWorld(seed: seed, fields: .apart, steps: 8)
            let joined = world.joined
            return joined.registers.allSatisfy { field, register in
                let last = world.changes.last { $0.assigns[field] != nil }
                return register.siblings.count == 1 && register.siblings[0].dot == last?.dot
            }
        }
        #expect(checked == Self.share)
    }

    @Test func `nothing leaves unless its replacer had it in sight, and all replicas end alike`() {
        let checked = Self.count { seed in
            let world = LawWorld(seed: seed, fields: .any, steps: 8)
            let joined = world.joined
            let backwards = world.states.reversed().reduce(RecordState()) {
                $0.joined(with: $1, history: world.history)
            }
            return joined == backwards && joined.holdsExactlyWhatNobodyReplaced(of: world.changes)
        }
        #expect(checked == Self.share)
    }

    /// How many of this law's histories keep it; the first that does not is named.
    private static func count(_ holds: (Int) -> Bool) -> Int {
        var kept = 0
        for seed in 0..<share {
            guard holds(seed) else {
                Issue.record("the law is broken by the history of seed \(seed)")
                return kept
            }
            kept += 1
        }
        return kept
    }
}

extension RecordState {
    /// Whether each value of `changes` is here, unless a change that named it took its place.
    func holdsExactlyWhatNobodyReplaced(of changes: [Change]) -> Bool {
        for change in changes {
            for (field, _) in change.assigns {
                let isReplaced = changes.contains { $0.assigns[field]?.replaces.contains(change.dot) ?? false }
                let isHeld = registers[field]?.siblings.contains { $0.dot == change.dot } ?? false
                guard isHeld != isReplaced else { return false }
            }
        }
        return true
    }
}
