public import ReformNotes
public import SyncClient
public import SyncModel

/// A note with all that this replica knows about it.
public struct NoteView: Sendable {
    public let id: NoteID
    /// What is shown; for a note with a refused edit, what it would be had the edit been taken in.
    public let note: Note
    /// Where the note was first written.
    public let device: String
    /// The latest change of any field.
    public let edited: Edited
    public let sync: SyncStatus
    /// Nil unless the note is withdrawn and hidden.
    public let withdrawn: Withdrawn?
    /// What the server told of it.
    public let context: Context
    /// Every register, in order of key.
    public let fields: [FieldView]
    /// What the server refused, in order of writing.
    public let refused: [QuarantinedEdit]

    public var conflicts: [FieldView] { fields.filter(\.isConflict) }

    public func field(_ key: FieldKey) -> FieldView? { fields.first { $0.key == key } }

    /// The shown values.
    var values: FieldMap<Value> { FieldMap(fields.map { ($0.key, $0.shown) }) }
}

/// Who changed something last, where and when.
public struct Edited: Hashable, Sendable {
    public let by: String
    public let device: String
    /// Milliseconds since 1970, as far as the writer's clock could say.
    public let at: Int64
}

/// That a note is withdrawn: why, by whom and when.
public struct Withdrawn: Hashable, Sendable {
    public let reason: String?
    public let by: Edited
}

/// Where a note stands between this device and the server. Of several that fit, the first says most.
public enum SyncStatus: String, Sendable, CaseIterable {
    /// People edited apart, and someone must settle it.
    case conflict
    /// The server did not take an edit in.
    case refused
    /// Something of it is on this device only, until the next sync.
    case waiting
    /// The server has it, and what is shown was last changed by someone else.
    case updated
    /// The server has it, and what is shown was last changed by you.
    case sent
    /// It never leaves this device.
    case onlyHere = "only-here"
}
