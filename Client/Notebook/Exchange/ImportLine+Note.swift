import ReformNotes
import SyncModel

extension ImportLine {
    /// The new note that the line describes, written here by `owner` now. Whose it was before and when it was written then is
    /// kept beside it, unless it was the owner's own. Through however many hands it came, the words stay their first author's.
    func newNote(by owner: String, now: String, in catalogue: Catalogue) throws -> Note {
        guard item != nil else { throw ImportProblem("It says no item; name one by its id or another of its names.") }
        guard body != nil else { throw ImportProblem("It has no body; write what the note says.") }
        var note = Note(about: NoteTarget(item: ""), body: "", author: owner, created: now)
        try change(&note, in: catalogue)
        let isOwn = author.map { $0.utf8.elementsEqual(owner.utf8) } ?? true
        if isOwn, let created { note.created = created }
        note.importedFrom = importedFrom ?? (isOwn ? nil : NoteOrigin(author: author, created: created))
        note.replyTo = replyTo
        return note
    }

    /// Gives `note` what the line says; who wrote it and when was fixed at its birth.
    func change(_ note: inout Note, in catalogue: Catalogue) throws {
        if let item { note.target = try target(item, of: note, in: catalogue) }
        if let body { note.body = body }
        if let kind { note.kind = NoteKind(rawValue: kind) }
        if let status { note.status = NoteStatus(rawValue: status) }
        if let anchor { note.anchor = anchor.value }
        // Sets are read in order of their bytes, so a line in another order is the same note.
        if let tags { note.tags = Set(tags).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) } }
        if let refs { note.refs = Set(refs).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) } }
        if let stance {
            note.stance = stance.value.map {
                NoteStance(NoteStance.View(rawValue: $0), toward: toward ?? NoteStance.decision)
            }
        }
    }

    /// The item by its id or one of its other names, never by a guess.
    private func target(_ name: String, of note: Note, in catalogue: Catalogue) throws -> NoteTarget {
        let parts = name.split(separator: "/", maxSplits: 1).map(String.init)
        let measure = parts.count == 2 ? parts[1] : measure?.value
        if let item = parts.first.flatMap(catalogue.item(named:)) { return NoteTarget(item: item.id, measure: measure) }
        // A note may stand under an item of another catalogue; there it stays.
        let same = NoteTarget(item: name, measure: measure)
        guard same == note.target else {
            throw ImportProblem("No item is named “\(name)”; use its id or another of its names.")
        }
        return same
    }
}
