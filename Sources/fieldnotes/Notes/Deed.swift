import Notebook
import ReformNotes
import SyncClient
import SyncModel

/// What was done to a note, told in a sentence; as JSON it is the note.
enum Deed {
    case added, changed, withdrawn, restored

    /// - Throws: `Complaint.savedUnseen` where the disk fails behind the deed.
    func answer(_ saved: Saved, in notebook: Notebook) throws -> Answer {
        do {
            return try told(saved, in: notebook)
        } catch is ReplicaError {
            throw Complaint.savedUnseen(saved.view.id.description)
        }
    }

    private func told(_ saved: Saved, in notebook: Notebook) throws -> Answer {
        let name = try notebook.shortName(of: saved.view.id)
        guard !saved.changed.isEmpty else {
            return .report("note", saved.view.json, [Line(Deed.nothing(name, self))])
        }
        if notebook.replica.isRehearsal {
            return .report("note", saved.view.json, [Line(prospect(name, saved))] + rest(name, saved.view))
        }
        let waiting = "Waiting to be sent (\(try notebook.unsentNotes()))."
        var lines = [Line("\(sentence(name, saved.changed)) \(waiting)")]
        lines += rest(name, saved.view)
        var answer = Answer.report("note", saved.view.json, lines)
        answer.subject = saved.view.id
        return answer
    }

    private func sentence(_ name: String, _ changed: [FieldKey]) -> String {
        switch self {
        case .added: "Saved \(name) on this device."
        case .changed: "Saved \(name) (\(FieldNames.list(changed)))."
        case .withdrawn: "Withdrew \(name). `fieldnotes restore \(name)` brings it back."
        case .restored: "Brought \(name) back."
        }
    }

    /// The same before it is done. A new note has no name yet: it gets another one when it is written.
    private func prospect(_ name: String, _ saved: Saved) -> String {
        switch self {
        case .added: "Would save a new note about \(saved.view.note.target)."
        case .changed: "Would save \(name) (\(FieldNames.list(saved.changed)))."
        case .withdrawn: "Would withdraw \(name)."
        case .restored: "Would bring \(name) back."
        }
    }

    private static func nothing(_ name: String, _ deed: Deed) -> String {
        switch deed {
        case .added, .changed: "No change."
        case .withdrawn: "No change. \(name) was withdrawn before."
        case .restored: "No change. \(name) is not withdrawn."
        }
    }

    /// What the person has to know beyond the deed.
    private func rest(_ name: String, _ view: NoteView) -> [Line] {
        if view.withdrawn != nil, case .changed = self {
            return [Line("\(name) stays withdrawn; `fieldnotes restore \(name)` brings it back.")]
        }
        guard !view.conflicts.isEmpty, view.withdrawn == nil else { return [] }
        let fields = FieldNames.list(view.conflicts.map(\.key))
        return [Line("Still to be settled: \(fields). Next: `fieldnotes resolve \(name)`")]
    }
}

extension Deed {
    /// What came of an editor in which a new text was to be written.
    func answer(_ outcome: Composition.Outcome, in notebook: Notebook) throws -> Answer {
        switch outcome {
        case .saved(let saved): try answer(saved, in: notebook)
        case .unchanged: .report("note", nil, ["No change."])
        case .empty: .report("note", nil, ["There was no text, so nothing was saved."])
        }
    }
}

extension Notebook {
    /// How many notes have something to send, as `status` counts them.
    fileprivate func unsentNotes() throws -> Int { try counts().values.reduce(0) { $0 + $1.unsent } }
}
