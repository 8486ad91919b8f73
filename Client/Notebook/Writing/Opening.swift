public import ReformNotes
import SyncClient
public import SyncModel

/// What was in sight when a note was opened. An edit replaces that and nothing that was written later, however long the
/// editor stays open; so it is kept with the draft (``json``) until the text is saved.
public struct Opening: Sendable {
    public let id: NoteID
    /// What an edit replaces.
    public private(set) var sight: Sight
    /// What a settlement replaces: every side.
    public private(set) var wholeSight: Sight
    /// The note as it was shown, without refused edits: what an edit is told apart from.
    public let shown: Note
    /// The text to begin with: that of the refused edit, where there is one to mend.
    public let note: Note
    /// What each unsent edit said: their places change, and what they said tells whether it still stands.
    private let unsent: FieldMap<[Said]>
    /// The places of the refused edits that were shown.
    let refused: [UInt64]

    init(_ reading: NoteReading) {
        id = reading.id
        sight = reading.sight
        wholeSight = reading.wholeSight
        shown = reading.shown
        note = reading.opened
        unsent = reading.seen.registers.mapContents { _, register in
            register.siblings.filter(\.dot.isUnsent).compactMap(Said.init)
        }
        refused = reading.refused.map(\.edit.place)
    }

    /// The same against the note as it stands now: what unsent edits said is pointed at where it is still said, for an edit
    /// takes another place when a later one folds into it, and left out where it is not.
    func held(against seen: RecordState) -> Opening {
        var held = self
        held.sight.shown = stillSaid(sight.shown, seen)
        held.wholeSight.shown = stillSaid(wholeSight.shown, seen)
        return held
    }

    private func stillSaid(_ shown: FieldMap<[Dot]>, _ seen: RecordState) -> FieldMap<[Dot]> {
        shown.mapContents { field, dots in
            guard dots.contains(where: \.isUnsent) else { return dots }
            // Only what was shown: another unsent edit of the field may have lost to it and must not go unseen.
            let said = (unsent[field] ?? []).filter { dots.contains($0.dot) }.map(\.value)
            let now = (seen.registers[field]?.siblings ?? []).filter { entry in entry.value.map(said.contains) ?? false
            }
            return dots.filter { !$0.isUnsent } + now.map(\.dot)
        }
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
            writer.key("unsent")
            writer.fields(unsent) { writer, said in
                writer.object { writer in
                    for said in said {
                        writer.key(said.dot.description)
                        writer.raw(said.value.json)
                    }
                }
            }
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
        unsent = members.unsent
        refused = members.refused
    }
}

/// What one unsent edit gave a field.
private struct Said {
    let dot: Dot
    let value: Value
}

extension Said {
    init?(_ entry: Register.Entry) {
        guard let value = entry.value else { return nil }
        self.init(dot: entry.dot, value: value)
    }
}

private struct OpeningMembers {
    var id: NoteID?
    var sight = Sight()
    var wholeSight = Sight()
    var shown = FieldMap<Value>()
    var note = FieldMap<Value>()
    var unsent = FieldMap<[Said]>()
    var refused: [UInt64] = []

    mutating func read(_ name: String, _ reader: inout JSONReader) throws {
        switch name {
        case "id": id = NoteID(try reader.string())
        case "sight": sight = try Sight(json: try reader.raw())
        case "wholeSight": wholeSight = try Sight(json: try reader.raw())
        case "shown": shown = try reader.fields { Value(unchecked: try $0.raw()) }
        case "note": note = try reader.fields { Value(unchecked: try $0.raw()) }
        case "unsent":
            unsent = try reader.fields { reader in
                var said: [Said] = []
                try reader.object { reader, name in
                    let value = Value(unchecked: try reader.raw())
                    if let dot = Dot(name) { said.append(Said(dot: dot, value: value)) }
                }
                return said
            }
        case "refused": try reader.array { refused.append(try $0.count()) }
        default: try reader.skip()
        }
    }
}
