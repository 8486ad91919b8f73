/// What is known of a record: a map of multi-value registers under one causal context.
///
/// An observed-remove map of multi-value registers (Shapiro et al. 2011; Almeida, Shoker and Baquero 2016), of which the
/// last writer's value is shown.
public struct RecordState: Hashable, Sendable {
    public var context: Context
    public var registers: FieldMap<Register>
    /// Who made each change that a sibling points to, and when; in order of dot.
    public var origins: [Origin]

    public init(context: Context = Context(), registers: FieldMap<Register> = FieldMap(), origins: [Origin] = []) {
        self.context = context
        self.registers = registers
        self.origins = origins
    }

    public var isEmpty: Bool { context.isEmpty && registers.isEmpty }

    /// Who made the change `dot`, if a sibling points to it.
    public func origin(of dot: Dot) -> Origin? {
        var low = 0
        var high = origins.count
        while low < high {
            let middle = (low + high) / 2
            if origins[middle].dot < dot { low = middle + 1 } else { high = middle }
        }
        return low < origins.count && origins[low].dot == dot ? origins[low] : nil
    }

    /// The stamp of the change `dot`, the least of all where it is not known.
    func stamp(of dot: Dot) -> Stamp { origin(of: dot)?.stamp ?? .none }
}

/// Who made a change and when; a state names each change once, and its values point to it.
public struct Origin: Hashable, Sendable {
    public let dot: Dot
    public let stamp: Stamp
    public let author: String
    public let device: String
    /// Nil while the server has not taken the change in.
    public let acceptance: Acceptance?

    public init(dot: Dot, stamp: Stamp, author: String, device: String, acceptance: Acceptance?) {
        self.dot = dot
        self.stamp = stamp
        self.author = author
        self.device = device
        self.acceptance = acceptance
    }

    public init(of change: Change, acceptance: Acceptance?) {
        self.init(
            dot: change.dot, stamp: change.stamp, author: change.author, device: change.device, acceptance: acceptance)
    }

    /// Any total order would do, so that a join does not depend on its sides; an accepted note goes before one that is not.
    func isPreferred(to other: Origin) -> Bool {
        let mine = (acceptance?.received ?? .max, acceptance?.revision ?? .max, stamp.bits)
        let theirs = (other.acceptance?.received ?? .max, other.acceptance?.revision ?? .max, other.stamp.bits)
        guard mine == theirs else { return mine < theirs }
        return Array((author + "\n" + device).utf8).lexicographicallyPrecedes((other.author + "\n" + other.device).utf8)
    }
}

/// The server's note of taking a change in.
public struct Acceptance: Hashable, Sendable {
    /// The server's clock, milliseconds since 1970.
    public let received: Int64
    /// Which change of its record this was in the server's order, from 1.
    public let revision: UInt64

    public init(received: Int64, revision: UInt64) {
        self.received = received
        self.revision = revision
    }
}
