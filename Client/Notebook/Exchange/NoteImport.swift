import ReformNotes
import SyncClient
import SyncModel

/// An import on its way.
struct NoteImport {
    var tally = ImportTally()
    private let notebook: Notebook
    private let reader: ReplicaReader
    private let now: String

    init(_ notebook: Notebook, _ reader: ReplicaReader) {
        self.notebook = notebook
        self.reader = reader
        now = UTCTime(milliseconds: reader.writer.clock.serverNow).description
    }

    /// What a line comes to.
    private enum Verdict {
        case add(NoteID, FieldMap<Value>)
        case change(NoteReading, FieldMap<Value>, withdraws: Bool)
        case same
    }

    mutating func judge(_ line: ImportLine) throws {
        count(try verdict(on: line))
    }

    mutating func take(_ line: ImportLine, _ writer: ReplicaWriter) throws {
        let verdict = try verdict(on: line)
        count(verdict)
        switch verdict {
        case .same: break
        case .add(let id, let values):
            try writer.edit(id.record, values, sight: Sight())
            if line.withdrawn?.value != nil { try withdraw(id, line, writer) }
        case .change(let reading, let values, let withdraws):
            if !values.isEmpty { try writer.edit(reading.id.record, values, sight: reading.sight(saying: values)) }
            if withdraws { try withdraw(reading.id, line, writer) }
        }
    }

    private func withdraw(_ id: NoteID, _ line: ImportLine, _ writer: ReplicaWriter) throws {
        guard let reading = try NoteReading(id, writer.reader) else { return }
        try writer.withdraw(id.record, reason: line.withdrawn?.value?.reason, sight: reading.deletionSight)
    }

    private mutating func count(_ verdict: Verdict) {
        switch verdict {
        case .add: tally.added += 1
        case .change: tally.changed += 1
        case .same: tally.unchanged += 1
        }
    }

    private func verdict(on line: ImportLine) throws -> Verdict {
        guard let id = line.id, try reader.knows(id), let reading = try NoteReading(id, reader) else {
            let note = try line.newNote(by: reader.identity.author, now: now, in: notebook.catalogue)
            try check(note.problems(in: notebook.catalogue))
            return .add(line.id ?? notebook.freshID(), joined(note.fields, line.others))
        }
        let shown = reading.shown
        // Of a note that was refused as a whole nothing stands: who wrote it and when is told by what was refused alone.
        var note = shown.isBlank ? reading.opened : shown
        try line.change(&note, in: notebook.catalogue)
        try check(note.problems(in: notebook.catalogue, since: shown))
        let withdraws = line.withdrawn?.value != nil && !reading.seen.isHidden
        let values = joined(note.assignments(since: shown), changed(line.others, in: reading))
        return values.isEmpty && !withdraws ? .same : .change(reading, values, withdraws: withdraws)
    }

    private func check(_ problems: [NoteProblem]) throws {
        guard problems.isEmpty else { throw ImportProblem(problems.map(\.description).joined(separator: " ")) }
    }

    /// Fields that this program does not know, where they say something else than the note here; compared as they go out.
    private func changed(_ others: FieldMap<Value>, in reading: NoteReading) -> FieldMap<Value> {
        let before = FieldMap(reading.fields.map { ($0.key, VisibleJSON.escaped($0.shown.json)) })
        return FieldMap(
            others.filter { before[$0.key] != VisibleJSON.escaped($0.content.json) }.map { ($0.key, $0.content) })
    }

    private func joined(_ values: FieldMap<Value>, _ others: FieldMap<Value>) -> FieldMap<Value> {
        var joined = values
        for (key, value) in others where !NoteField.isKnown(key) { joined[key] = value }
        return joined
    }
}
