import SyncModel

/// One act of a small world as its writer meant it: the number it wrote, and the numbers that were in sight.
struct SmallAct {
    let written: Int?
    let replaced: Set<Int>
    /// What was in sight of it, its own number too, if it withdrew the record or renewed a deletion by editing in sight of
    /// it; else nothing.
    let seenByDeletion: Set<Int>

    init(_ act: SmallWorld.Act, number: Int, on seen: RecordState, rule: (FieldKey) -> MergeRule) {
        let field: FieldKey? =
            switch act {
            case .writeBody, .settle: .body
            case .writeKind: .kind
            case .withdrawOrRestore: nil
            }
        let sides = field.flatMap { seen.registers[$0]?.siblings } ?? []
        let shown = act == .settle ? sides.map(\.dot) : field.flatMap { seen.shown($0, rule: rule($0))?.dots } ?? []
        let held = seen.registers.filter { $0.key != .deleted }.flatMap(\.content.siblings)
        let isDeletion = (field == nil) != seen.isHidden
        written = field == nil ? nil : number
        replaced = Set(sides.filter { shown.contains($0.dot) }.compactMap(SmallAct.number))
        seenByDeletion = isDeletion ? Set(held.compactMap(SmallAct.number) + [number]) : []
    }

    static func number(_ entry: Register.Entry) -> Int? { entry.value.flatMap { Int($0.jsonText) } }
}

/// What all acts together leave, whatever became of them on their way.
struct SmallLedger: Hashable {
    /// The numbers that nobody wrote over in sight of them.
    private(set) var alive: Set<Int> = []
    /// The numbers that were in sight of some deletion.
    private(set) var seenByDeletions: Set<Int> = []

    mutating func note(_ act: SmallAct) {
        if let number = act.written { alive.insert(number) }
        alive.subtract(act.replaced)
        seenByDeletions.formUnion(act.seenByDeletion)
    }
}

extension SmallWorld {
    /// What is wrong once everything has come in, in words.
    var fault: String? {
        if replicas.contains(where: \.hasUnsent) { return "an outbox is stuck" }
        if replicas.contains(where: { !$0.isInStep(with: server) }) { return "a replica is apart" }
        let held = server.state.registers.filter { $0.key != .deleted }
            .flatMap { $0.content.siblings.compactMap(SmallAct.number) }
        if Set(held) != ledger.alive { return "held is \(held), but \(ledger.alive) was never replaced" }
        if server.state.isHidden, !ledger.seenByDeletions.isSuperset(of: held) {
            return "\(held) is hidden, but nobody who withdrew it had all of it in sight"
        }
        return nil
    }
}
