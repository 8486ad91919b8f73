import ReformNotes
import SyncClient
public import SyncModel

/// What came of settling a conflict.
public struct Settled: Sendable {
    public let saved: Saved
    /// What a person must still settle in this note.
    public var stillOpen: [FieldKey] { saved.view.conflicts.map(\.key) }
}

extension Notebook {
    /// The notes with something to settle, in order of writing.
    public func conflicts(limit: Int) throws -> [NoteView] {
        try replica.read { reader in
            let ids = try notes(.inConflict, limit: limit, reader).map(\.id)
            return try ids.compactMap { try NoteReading($0, reader)?.view }
        }
    }

    /// Settles conflicts of an opened note by keeping one side, in every field in conflict or in one. It replaces exactly the
    /// sides that were shown; one that came in later stays, to be settled again.
    /// - Throws: ``SettlingError``, ``WritingError``.
    public func settle(_ open: OpenNote, keep: Keep, field: FieldKey? = nil) throws -> Settled {
        let fields = open.view.conflicts.filter { field == nil || $0.key == field }
        guard !fields.isEmpty else { throw SettlingError.notInConflict(field) }
        return try settle(open, try keep.choices(fields))
    }

    /// Settles the body with a text that a person put together; other fields stay open.
    /// - Throws: ``SettlingError``, ``WritingError``.
    public func settle(_ open: OpenNote, body: String) throws -> Settled {
        guard open.view.field(NoteField.body)?.isConflict ?? false else {
            throw SettlingError.notInConflict(NoteField.body)
        }
        return try settle(open, [(NoteField.body, .value(Value(text: body)))])
    }

    private func settle(_ open: OpenNote, _ choices: [(key: FieldKey, choice: Choice)]) throws -> Settled {
        let saved = try writing(open.id) { writer, id in
            guard try NoteReading(id, writer.reader) != nil else { throw WritingError.unknownNote }
            let sight = open.opening.wholeSight
            for case (_, .withdrawal(let reason)) in choices {
                // It hides the note with all that is open in it, so there is nothing else to settle.
                try writer.withdraw(id.record, reason: reason, sight: sight)
                return [.deleted]
            }
            var values = FieldMap<Value>()
            for case (let key, .value(let value)) in choices { values[key] = value }
            try check(settled(open.opening.shown, values).problems(in: catalogue, since: open.opening.shown))
            try writer.edit(id.record, values, sight: sight)
            return values.keys
        }
        return Settled(saved: saved)
    }

    /// The note as the settlement leaves it.
    private func settled(_ shown: Note, _ values: FieldMap<Value>) -> Note {
        var fields = shown.fields
        for (key, value) in values { fields[key] = value.isNull ? nil : value }
        return Note(reading: fields)
    }
}
