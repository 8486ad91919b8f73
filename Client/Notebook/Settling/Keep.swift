public import SyncModel

/// Which side of a conflict a person keeps.
public enum Keep: Hashable, Sendable {
    /// What was written on this device.
    case yours
    /// The side of the person so named.
    case person(String)
    /// The side that one change wrote.
    case dot(Dot)
    /// The paragraphs of all sides.
    case both
    /// The note, where someone withdrew it and someone else edited it.
    case note
    /// The withdrawal.
    case withdrawn

    /// Reads what was typed after `--keep`.
    public init(_ typed: String) {
        switch typed {
        case "yours": self = .yours
        case "both": self = .both
        case "note": self = .note
        case "withdrawn": self = .withdrawn
        default: self = Dot(typed).map(Keep.dot) ?? .person(typed)
        }
    }
}

/// Why a conflict cannot be settled so; nothing was changed.
public enum SettlingError: Error, Hashable, Sendable {
    /// The note has nothing to settle, or this field of it has not.
    case notInConflict(FieldKey?)
    /// No side fits; these there are.
    case noSide([Side])
    /// Several sides fit and say different things; a change's name tells them apart.
    case severalSides([Side])
    /// The field holds one value, so a person must choose.
    case bothInOneValue(FieldKey)
    /// Nobody withdrew the note against somebody's edit.
    case notWithdrawn
}
