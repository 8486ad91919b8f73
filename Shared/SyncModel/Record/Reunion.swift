/// What a server holds of a record, beside a state of it from a past that this server has lost.
///
/// A server that was put back to an older copy of itself may since have taken in another change under a dot that it had
/// forgotten. That dot then has two lives: two texts by one name, and contexts that speak of either. Both texts are put under
/// fresh names here, on each side its own, so that neither hides the other and nothing that was written in sight of one
/// takes the other away. The doubled name stays covered and stands nowhere any more.
public struct Reunion {
    /// What the server holds, with its own lives of doubled dots renamed.
    public private(set) var held: RecordState
    /// What was told in the lost past, with that past's lives renamed.
    public private(set) var told: RecordState
    /// The dots with two lives, in order.
    public let doubled: [Dot]
    /// What the told state had seen, by the names it knew.
    private let seen: Context

    /// Which past a doubled dot's life belongs to.
    public enum Past: String, Sendable {
        case here, lost
    }

    /// - Parameter name: the fresh name of a life: always the same for the same one, so that an offer repeated adds nothing.
    public init(
        of held: RecordState, with told: RecordState, remembering memory: some Memory, name: (Dot, Past) -> Dot
    ) throws {
        var doubled = Set(held.contradicted(by: told))
        for value in told.values {
            let isKnown = held.context.covers(value.dot)
            if try isKnown ? memory.contradicts(value) : memory.isElsewhere(value.dot) { doubled.insert(value.dot) }
        }
        // A state of this server's own past holds nothing that is unknown here, and takes nothing away that stands here.
        let isCovered = doubled.isEmpty && held.context.covers(told.context)
        if isCovered { doubled.formUnion(held.taken(by: told)) }
        if !isCovered || !doubled.isEmpty {
            let recent = try memory.recent.filter { told.context.covers($0.dot) && !told.holds($0) }
            doubled.formUnion(recent.map(\.dot))
        }
        self.doubled = doubled.sorted()
        seen = told.context
        self.held = held.renamed(Dictionary(uniqueKeysWithValues: doubled.map { ($0, name($0, .here)) }))
        self.told = told.renamed(Dictionary(uniqueKeysWithValues: doubled.map { ($0, name($0, .lost)) }))
    }

    /// Whether nothing was told that the server does not know, and nothing is doubled.
    public var isIdle: Bool { doubled.isEmpty && held.context.covers(told.context) }

    /// What the server holds from now on, once `told` is signed as it is to be told further.
    ///
    /// - Parameter isProven: whether it is the server's own word from the lost past. Without a proof it is that of someone who
    ///   may be mistaken: its values are added, and none is taken away for it.
    public func joined(telling told: RecordState, isProven: Bool, history: History) -> RecordState {
        var joined = held.joined(with: isProven ? told : told.removingNothing, history: history)
        // Whoever offers must not be asked again; of the names that were given here, only what stands is known then.
        joined.context.join(isProven ? told.context : seen)
        for origin in told.origins { joined.context.note(origin.dot) }
        joined.dropUnseenBases()
        return joined
    }

    /// What a server remembers of the record, beside its state.
    public protocol Memory {
        /// The change that it took in under this dot.
        func change(_ dot: Dot) throws -> Change?
        /// Whether it took in a change of another record under this dot.
        func isElsewhere(_ dot: Dot) throws -> Bool
        /// The value that an offer brought.
        func offeredValue(_ field: FieldKey, _ dot: Dot) throws -> Value?
        /// What of its context came in offers: of some of that, no value was ever told.
        var offered: Context { get }
        /// The changes that no state from a lost past can have seen, because the server took them in after that past ended.
        var recent: [Change] { get throws }
    }
}

extension Reunion.Memory {
    /// Whether what this server knows under the value's dot is something else.
    fileprivate func contradicts(_ told: RecordState.NamedValue) throws -> Bool {
        if let change = try change(told.dot) { return change.assigns[told.field]?.value != told.value }
        if let known = try offeredValue(told.field, told.dot) { return known != told.value }
        return !offered.covers(told.dot)
    }
}

extension RecordState {
    /// Whether this state knows all that `other` knows, and holds or has seen replaced all that it holds, under the same names
    /// and with the same words. (A context that covers alone does not say so: a dot may have two lives.)
    public func holds(_ other: RecordState) -> Bool {
        guard context.covers(other.context) else { return false }
        return other.registers.allSatisfy { field, register in
            let here = registers[field]?.siblings ?? []
            return register.siblings.allSatisfy { entry in
                here.contains { $0.dot == entry.dot && $0.value == entry.value }
            }
        }
    }

    /// Whether all that `change` assigned stands here, or is kept, under its name.
    fileprivate func holds(_ change: Change) -> Bool {
        let values = values.filter { $0.dot == change.dot }
        return change.assigns.allSatisfy { field, assignment in
            values.contains { $0.field == field && $0.value == assignment.value }
        }
    }

    /// Dots of siblings that a join with `other` would take away, for it has seen them and holds them no more.
    fileprivate func taken(by other: RecordState) -> [Dot] {
        registers.flatMap { field, register in
            let there = Set((other.registers[field]?.siblings ?? []).map(\.dot))
            return register.siblings.map(\.dot).filter { other.context.covers($0) && !there.contains($0) }
        }
    }

    /// Dots under which both hold a value, and not the same.
    fileprivate func contradicted(by other: RecordState) -> [Dot] {
        let mine = values
        return other.values.filter { theirs in
            mine.contains { $0.dot == theirs.dot && $0.field == theirs.field && $0.value != theirs.value }
        }.map(\.dot)
    }

    /// A value of a field under its dot.
    fileprivate typealias NamedValue = (dot: Dot, field: FieldKey, value: Value)

    /// Every value that is held or kept.
    fileprivate var values: [NamedValue] {
        registers.flatMap { field, register in
            (register.siblings + register.replaced).compactMap { entry in
                entry.value.map { (entry.dot, field, $0) }
            }
        }
    }

    /// The state as the word of someone who cannot prove it: joined, it adds its values and replaces none, for it says of
    /// nothing that it has seen it.
    fileprivate var removingNothing: RecordState {
        RecordState(context: Context(), registers: registers, origins: origins)
    }

    /// Lets go of bases under a name that was given here on an unproven word. To keep one, its name would have to be noted as
    /// seen, and whoever still holds that text, and can prove it, would find it gone.
    fileprivate mutating func dropUnseenBases() {
        let context = context
        registers = registers.mapContents { _, register in
            Register(siblings: register.siblings, replaced: register.replaced.filter { context.covers($0.dot) })
        }
    }

    /// This state with each dot of `names` under its new name, wherever it stands, and known under both.
    ///
    /// Values stay as their writers' bytes, also those of deletions: one that had seen a doubled dot has not seen its new
    /// name, so that it hides nothing by mistake.
    fileprivate func renamed(_ names: [Dot: Dot]) -> RecordState {
        guard !names.isEmpty else { return self }
        var renamed = self
        for (_, name) in names { renamed.context.note(name) }
        renamed.registers = registers.mapContents { _, register in
            Register(siblings: register.siblings.renamed(names), replaced: register.replaced.renamed(names))
        }
        renamed.origins = origins.map { $0.renamed(names[$0.dot]) }.sorted { $0.dot < $1.dot }
        return renamed
    }
}

extension [Register.Entry] {
    fileprivate func renamed(_ names: [Dot: Dot]) -> [Register.Entry] {
        map { entry in
            let replaces = entry.replaces.map { names[$0] ?? $0 }.sorted()
            return Register.Entry(dot: names[entry.dot] ?? entry.dot, value: entry.value, replaces: replaces)
        }.sorted { $0.dot < $1.dot }
    }
}

extension Origin {
    fileprivate func renamed(_ name: Dot?) -> Origin {
        guard let name else { return self }
        return Origin(dot: name, stamp: stamp, author: author, device: device, acceptance: acceptance)
    }
}
