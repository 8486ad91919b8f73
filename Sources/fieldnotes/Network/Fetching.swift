import Notebook
import ReformNotes
import SyncClient

/// Brings from the server the changes that this replica does not hold; they are kept here from then on.
struct Fetching {
    let desk: Desk
    let notebook: Notebook

    /// Those of all notes, or of the notes about one item.
    func all(about item: String?) throws {
        let connection = try desk.connection(of: notebook.replica)
        let archive = connection.upstream()
        let notes = try notebook.notes(item.map(NoteScope.item) ?? .all, limit: Int.max)
        var bar = desk.progress("Fetching histories")
        defer { bar.end() }
        for (place, note) in notes.enumerated() where try notebook.history(of: note.id)?.serverHasMore ?? false {
            bar.show(place, of: notes.count)
            let changes = try connection.asking(for: notebook.replica) { try archive.history(of: note.id.record) }
            try notebook.replica.write { try $0.keep(changes) }
        }
    }
}
