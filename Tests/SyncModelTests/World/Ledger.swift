import SyncModel

/// What people wrote, and what they saw when they wrote it: the truth that a world is held against.
struct Ledger {
    /// One token for each value that was ever written; a deletion is known by its reason, which nobody writes twice.
    private var tokens: [Value: Int] = [:]
    private var reasons: [String: Int] = [:]
    private var replaced: [Set<Int>] = []
    private var inSight: [Set<Int>] = []

    mutating func write(_ value: Value, over shown: Set<Int>, inSight seen: Set<Int>) {
        tokens[value] = add(shown, seen)
    }

    mutating func withdraw(_ reason: String, inSight seen: Set<Int>) {
        reasons[reason] = add([], seen)
    }

    private mutating func add(_ shown: Set<Int>, _ seen: Set<Int>) -> Int {
        replaced.append(shown)
        inSight.append(seen)
        return replaced.count - 1
    }

    func token(_ value: Value?) -> Int? { value.flatMap { tokens[$0] } }

    /// Everything written that nobody, who was not refused, wrote over in sight of it.
    func alive(without refused: Set<Int>) -> Set<Int> {
        var dead: Set<Int> = []
        for token in tokens.values where !refused.contains(token) {
            var open = Array(replaced[token])
            while let next = open.popLast() {
                if dead.insert(next).inserted { open += replaced[next] }
            }
        }
        return Set(tokens.values).subtracting(dead).subtracting(refused)
    }

    /// What the writer of a deletion could see, its own words included where it renewed an earlier one.
    func sight(of change: Change) -> Set<Int> {
        let own = change.assigns.compactMap { token($0.content.value) }
        let reason = change.assigns[.deleted].flatMap { Deletion($0.value)?.reason }
        let acts = own.isEmpty ? [reason.flatMap { reasons[$0] }].compactMap(\.self) : own
        return acts.reduce(into: Set(own)) { $0.formUnion(inSight[$1]) }
    }
}
