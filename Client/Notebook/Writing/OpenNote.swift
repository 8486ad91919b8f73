public import ReformNotes
import SyncClient

/// A note as a person opened it: all there is to see, and what was in sight.
public struct OpenNote: Sendable {
    public let view: NoteView
    public let opening: Opening

    /// A note that was opened earlier, with what was in sight then.
    public init(view: NoteView, opening: Opening) {
        self.view = view
        self.opening = opening
    }

    public var id: NoteID { opening.id }
    /// The text to begin with.
    public var note: Note { opening.note }
}

extension Notebook {
    /// Opens a note for editing or settling; nil where nothing is known of it.
    public func open(_ id: NoteID) throws -> OpenNote? {
        try replica.read { reader in
            try NoteReading(id, reader).map { OpenNote(view: $0.view, opening: Opening($0)) }
        }
    }
}
