public import SyncModel

/// One field of a note as it stands: what is shown of it, and the sides where there are several.
public struct FieldView: Hashable, Sendable {
    public let key: FieldKey
    /// What is shown; null where it is unset.
    public let shown: Value
    /// The side that `shown` says, the latest of them where it was merged.
    public let dot: Dot?
    public let stamp: Stamp
    /// Whether a person must settle it.
    public let isConflict: Bool
    /// Whether `shown` was put together from several sides.
    public let isMerged: Bool
    /// Every side, in order of dot, unsent ones first; more than one only where people edited apart.
    public let sides: [Side]
    /// What the sides set out from; nil where there is one side, or the beginning cannot be told.
    public let base: Value?

    public init(
        key: FieldKey, shown: Value, dot: Dot?, stamp: Stamp, isConflict: Bool, isMerged: Bool, sides: [Side],
        base: Value?
    ) {
        self.key = key
        self.shown = shown
        self.dot = dot
        self.stamp = stamp
        self.isConflict = isConflict
        self.isMerged = isMerged
        self.sides = sides
        self.base = base
    }
}

extension FieldView {
    /// Whether people settled the same conflict apart, and differently.
    public var isSettledApart: Bool { isConflict && sides.allSatisfy(\.isSettlement) }
}

/// A value that somebody gave a field and that nobody has replaced.
public struct Side: Hashable, Sendable {
    /// Nil while the change is not sent.
    public let dot: Dot?
    public let stamp: Stamp
    public let author: String
    public let device: String
    /// Null where this side unsets the field; for a withdrawal that is disputed, where it is the note that this side wants.
    public let value: Value
    /// Whether it was written on this device.
    public let isYours: Bool
    /// Whether it settled a conflict: what it replaced had not come together by itself.
    public let isSettlement: Bool

    /// When it was written, milliseconds since 1970, as far as the writer's clock could say.
    public var at: Int64 { stamp.milliseconds }

    init(_ origin: Origin, value: Value, isYours: Bool, isSettlement: Bool = false) {
        dot = origin.dot.isUnsent ? nil : origin.dot
        stamp = origin.stamp
        author = origin.author
        device = origin.device
        self.value = value
        self.isYours = isYours
        self.isSettlement = isSettlement
    }
}
