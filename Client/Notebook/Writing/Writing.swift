public import ReformNotes
import SyncClient
import SyncModel

extension Notebook {
    /// Writes a new note by this replica's owner.
    /// - Parameter draft: its author and its time of writing are set here.
    /// - Throws: ``WritingError/problems(_:)``.
    public func add(_ draft: Note) throws -> Saved {
        try writing(freshID()) { writer, id in
            var note = draft
            note.author = writer.identity.author
            note.created = UTCTime(milliseconds: writer.reader.writer.clock.serverNow).description
            try check(note.problems(in: catalogue))
            try writer.edit(id.record, note.fields, sight: Sight())
            return note.fields.keys
        }
    }

    /// Answers a note with a new one about the same item.
    public func reply(to id: NoteID, _ draft: Note) throws -> Saved {
        guard let answered = try note(id) else { throw WritingError.unknownNote }
        var answer = draft
        answer.target = answered.note.target
        answer.replyTo = id
        return try add(answer)
    }

    /// Saves what became of an opened note: only the fields that differ from what was shown, each in place of that and of
    /// nothing that came later. A refused edit that was opened with it is mended thereby, and leaves the quarantine.
    public func save(_ opening: Opening, _ note: Note) throws -> Saved {
        try writing(opening.id) { writer, id in
            guard let reading = try NoteReading(id, writer.reader) else { return [] }
            // What the server refused is sent again as it is, too: the person may do today what they might not yesterday.
            let isStillRefused = reading.refused.contains { opening.refused.contains($0.edit.place) }
            guard note != opening.note || isStillRefused else { return [] }
            return try assign(note, in: opening, writer)
        }
    }

    /// Changes a note in one step: `alter` gets it as it stands.
    public func change(_ id: NoteID, _ alter: (inout Note) throws -> Void) throws -> Saved {
        try writing(id) { writer, id in
            guard let reading = try NoteReading(id, writer.reader) else { throw WritingError.unknownNote }
            let opening = Opening(reading)
            var note = opening.note
            try alter(&note)
            return note == opening.note ? [] : try assign(note, in: opening, writer)
        }
    }

    /// Puts tags on a note and takes others off.
    public func tag(_ id: NoteID, add: [String], remove: [String]) throws -> Saved {
        try change(id) { note in
            note.tags.removeAll { remove.contains($0) }
            note.tags += add.filter { !note.tags.contains($0) }
        }
    }

    /// Hides a note from everyone, until someone restores it or it turns out that they edited it meanwhile.
    public func withdraw(_ id: NoteID, reason: String?) throws -> Saved {
        try writing(id) { writer, id in
            try settleDeletion(of: id, isHidden: false, writer) { sight in
                try writer.withdraw(id.record, reason: reason, sight: sight)
            }
        }
    }

    /// Brings a withdrawn note back.
    public func restore(_ id: NoteID) throws -> Saved {
        try writing(id) { writer, id in
            try settleDeletion(of: id, isHidden: true, writer) { sight in
                try writer.edit(id.record, FieldMap([(.deleted, .null)]), sight: sight)
            }
        }
    }
}

extension Notebook {
    /// Runs `write` in one transaction and tells how the note stands after it.
    func writing(_ id: NoteID, _ write: (ReplicaWriter, NoteID) throws -> [FieldKey]) throws -> Saved {
        try replica.write { writer in
            let changed = try write(writer, id)
            guard let reading = try NoteReading(id, writer.reader) else { throw WritingError.unknownNote }
            let unsent = try ItemCounts.read(writer.reader).values.reduce(0) { $0 + $1.unsent }
            return Saved(view: reading.view, changed: changed, unsentNotes: unsent)
        }
    }

    /// Withdraws or restores a note by `act`, unless that is how it stands. What was refused of that kind is settled either way.
    /// - Parameter isHidden: how the note must stand for there to be anything to do.
    private func settleDeletion(
        of id: NoteID, isHidden: Bool, _ writer: ReplicaWriter, _ act: (Sight) throws -> Void
    ) throws -> [FieldKey] {
        guard let reading = try NoteReading(id, writer.reader) else { throw WritingError.unknownNote }
        guard reading.seen.isHidden == isHidden else {
            try writer.dropRefusedDeletion(of: id.record)
            return []
        }
        try act(reading.deletionSight)
        return [.deleted]
    }

    func check(_ problems: [NoteProblem]) throws {
        guard problems.isEmpty else { throw WritingError.problems(problems.map(\.description)) }
    }

    private func assign(_ note: Note, in opening: Opening, _ writer: ReplicaWriter) throws -> [FieldKey] {
        try check(note.problems(in: catalogue, since: opening.shown))
        let mended = try writer.reader.quarantine(of: opening.id.record)
            .filter { opening.refused.contains($0.edit.place) }
        var values = note.assignments(since: opening.shown)
        for quarantined in mended {
            // What only another program understands no page shows; it goes with the text that it came with.
            for (field, assignment) in quarantined.edit.assigns where !NoteField.isKnown(field) && field != .deleted {
                values[field] = assignment.value
            }
        }
        if !values.isEmpty { try writer.edit(opening.id.record, values, sight: opening.sight) }
        // Of two refused texts of one field only the later was shown; the other is to be opened, too.
        for quarantined in mended {
            try writer.dropQuarantined(quarantined, fields: opening.sight.fields(of: quarantined.edit))
        }
        return values.keys
    }
}
