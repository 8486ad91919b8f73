public import ReformNotes
import SyncClient
public import SyncModel

/// What was in sight when a note was opened. An edit replaces that and nothing that was written later, however long the
/// editor stays open; so it is kept with the draft (``json``) until the text is saved.
public struct Opening: Sendable {
    public let id: NoteID
    /// What an edit replaces: of a refused edit that is mended, what that had replaced.
    public let sight: Sight
    /// What a settlement replaces: every side.
    public let wholeSight: Sight
    /// The note as it was shown, without refused edits: what an edit is told apart from.
    public let shown: Note
    /// The text to begin with: that of the refused edit, where there is one to mend.
    public let note: Note
    /// The places of the refused edits that were shown.
    let refused: [UInt64]

    init(_ reading: NoteReading) {
        id = reading.id
        sight = reading.openedSight
        wholeSight = reading.wholeSight
        shown = reading.shown
        note = reading.opened
        refused = reading.refused.map(\.edit.place)
    }
}

extension Opening {
    /// The opening as a draft keeps it.
    public var json: [UInt8] {
        var writer = JSONWriter()
        writer.object { writer in
            writer.key("id")
            writer.string(id.description)
            writer.key("sight")
            writer.raw(sight.json)
            writer.key("wholeSight")
            writer.raw(wholeSight.json)
            writer.key("shown")
            writer.values(shown.fields)
            writer.key("note")
            writer.values(note.fields)
            writer.key("refused")
            writer.array { writer in
                for place in refused { writer.number(place) }
            }
        }
        return writer.bytes
    }

    /// Reads what ``json`` wrote.
    /// - Throws: `MalformedJSON`, or ``WritingError/unknownNote`` where it names none.
    public init(json: [UInt8]) throws {
        var members = OpeningMembers()
        try JSONReader.whole(json, allowsPlaces: true) { reader in
            try reader.object { reader, name in try members.read(name, &reader) }
        }
        guard let id = members.id else { throw WritingError.unknownNote }
        self.init(id, members)
    }

    private init(_ id: NoteID, _ members: OpeningMembers) {
        self.id = id
        sight = members.sight
        wholeSight = members.wholeSight
        shown = Note(reading: members.shown)
        note = Note(reading: members.note)
        refused = members.refused
    }
}

private struct OpeningMembers {
    var id: NoteID?
    var sight = Sight()
    var wholeSight = Sight()
    var shown = FieldMap<Value>()
    var note = FieldMap<Value>()
    var refused: [UInt64] = []

    mutating func read(_ name: String, _ reader: inout JSONReader) throws {
        switch name {
        case "id": id = NoteID(try reader.string())
        case "sight": sight = try Sight(json: try reader.raw())
        case "wholeSight": wholeSight = try Sight(json: try reader.raw())
        case "shown": shown = try reader.fields { Value(unchecked: try $0.raw()) }
        case "note": note = try reader.fields { Value(unchecked: try $0.raw()) }
        case "refused": try reader.array { refused.append(try $0.count()) }
        default: try reader.skip()
        }
    }
}
