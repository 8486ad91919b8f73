import SyncModel

/// One act of a small world as its writer meant it: the number it wrote, and the numbers that were in sight.
struct SmallAct: Hashable {
    private let writes: FieldKey?
    private let replaced: Set<Int>
    /// Whether it withdrew the record, or renewed a deletion by editing in sight of it.
    private let isDeletion: Bool
    /// Its own number too.
    private let inSight: Set<Int>

    init(_ act: SmallWorld.Act, number: Int, on seen: RecordState, _ sight: Sight) {
        let field: FieldKey? =
            switch act {
            case .writeBody, .settle: .body
            case .writeKind: .kind
            case .withdrawOrRestore: nil
            }
        let shown = field.flatMap { seen.registers[$0]?.siblings } ?? []
        let dots = field.flatMap { sight.shown[$0] } ?? []
        writes = field
        replaced = Set(shown.filter { dots.contains($0.dot) }.compactMap(SmallAct.number))
        isDeletion = (field == nil) != seen.isHidden
        let held = seen.registers.filter { $0.key != .deleted }.flatMap(\.content.siblings)
        inSight = Set(held.compactMap(SmallAct.number) + [number])
    }

    static func number(_ entry: Register.Entry) -> Int? { entry.value.flatMap { Int($0.jsonText) } }

    /// The numbers, counted from 1, that `acts` wrote and that nobody wrote over in sight of them.
    static func alive(_ acts: [SmallAct]) -> Set<Int> {
        let written = Set(acts.indices.filter { acts[$0].writes != nil }.map { $0 + 1 })
        return acts.reduce(into: written) { $0.subtract($1.replaced) }
    }

    /// The numbers that were in sight of some deletion among `acts`.
    static func seenByDeletions(_ acts: [SmallAct]) -> Set<Int> {
        acts.filter(\.isDeletion).reduce(into: []) { $0.formUnion($1.inSight) }
    }
}

extension SmallWorld {
    /// What is wrong once everything has come in, in words.
    var fault: String? {
        if replicas.contains(where: { !$0.unsent.isEmpty }) { return "an outbox is stuck" }
        if replicas.contains(where: { $0.acknowledged != server.state }) { return "a replica is apart" }
        let held = server.state.registers.filter { $0.key != .deleted }
            .flatMap { $0.content.siblings.compactMap(SmallAct.number) }
        if Set(held) != SmallAct.alive(ledger) {
            return "held is \(held), but \(SmallAct.alive(ledger)) was never replaced"
        }
        if server.state.isHidden, !SmallAct.seenByDeletions(ledger).isSuperset(of: held) {
            return "\(held) is hidden, but nobody who withdrew it had all of it in sight"
        }
        return nil
    }
}
