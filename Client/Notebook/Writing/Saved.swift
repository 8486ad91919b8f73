public import SyncModel

/// What came of writing a note: it is on the disk.
public struct Saved: Sendable {
    /// The note as it stands now.
    public let view: NoteView
    /// The fields that changed; none where everything was as it is.
    public let changed: [FieldKey]
    /// How many notes now have something to send.
    public let unsentNotes: Int
}

/// Why a note was not written; nothing was.
public enum WritingError: Error, Hashable, Sendable {
    /// There is no such note.
    case unknownNote
    /// The note cannot be kept like this: one sentence for each reason.
    case problems([String])
}
