import Notebook
import ReformNotes

/// The changes that are held here, of one note or of all notes about an item, the latest first.
struct Logbook {
    let notebook: Notebook
    /// Only changes from then on, milliseconds since 1970.
    let since: Int64
    /// Only those by people whose name holds this.
    let by: String?

    /// With more notes about one item than these, only the latest are looked through.
    private static let notesMax = 10_000

    func rows(of id: NoteID) throws -> (rows: [RevisionRow], serverHasMore: Bool) {
        guard let history = try notebook.history(of: id) else { throw WritingError.unknownNote }
        let name = try notebook.shortName(of: id)
        let rows = history.revisions.reversed().filter { $0.at >= since && isWanted($0) }
            .map { RevisionRow(note: id, name: name, revision: $0) }
        return (rows, history.serverHasMore)
    }

    /// The first `limit` changes. Notes are read in the order of their latest change, until no other can have a later one than
    /// those found.
    func rows(of item: ReformItem, limit: Int) throws -> [RevisionRow] {
        var found: [RevisionRow] = []
        for note in try notes(of: item, limit: limit) where note.edited >= since {
            if found.count == limit, let last = found.last, last.revision.at >= note.edited { break }
            let all = found + (try rows(of: note.id).rows)
            found = Array(all.sorted { $0.revision.stamp > $1.revision.stamp }.prefix(limit))
        }
        return found
    }

    /// The notes about an item that can have one of its `limit` latest changes: each note has one at least, unless only some
    /// people's count.
    func notes(of item: ReformItem, limit: Int) throws -> [NoteSummary] {
        try notebook.notes(.item(item.id), limit: by == nil ? min(limit, Logbook.notesMax) : Logbook.notesMax)
    }

    private func isWanted(_ revision: Revision) -> Bool {
        by.map { revision.author.lowercased().contains($0.lowercased()) } ?? true
    }
}
