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
        let kept = Set(tokens.values).subtracting(refused)
        return kept.subtracting(kept.reduce(into: []) { $0.formUnion(writtenOver(by: $1)) })
    }

    /// What `token` took the place of, at any remove.
    private func writtenOver(by token: Int) -> Set<Int> {
        var gone: Set<Int> = []
        var open = Array(replaced[token])
        while let next = open.popLast() {
            if gone.insert(next).inserted { open += replaced[next] }
        }
        return gone
    }

    /// What the writer of a deletion could see, and what that had been written over, its own words included where it renewed an earlier one.
    func sight(of change: Change) -> Set<Int> {
        let own = change.assigns.compactMap { token($0.content.value) }
        let reason = change.assigns[.deleted].flatMap { Deletion($0.value)?.reason }
        let acts = own.isEmpty ? [reason.flatMap { reasons[$0] }].compactMap(\.self) : own
        let seen = acts.reduce(into: Set(own)) { $0.formUnion(inSight[$1]) }
        return seen.reduce(into: seen) { $0.formUnion(writtenOver(by: $1)) }
    }
}
