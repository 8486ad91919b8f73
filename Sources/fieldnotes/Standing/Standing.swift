import Notebook
import ReformNotes
import SyncModel

/// Where a replica stands, before it is put into any form.
struct Standing {
    let status: NotebookStatus
    let disputes: [Dispute]
    /// The short names of all notes listed.
    let names: [NoteID: String]

    /// - Parameter rows: how many notes each list holds at most.
    init(_ notebook: Notebook, rows: Int) throws {
        status = try notebook.status(limit: rows)
        disputes = try notebook.disputes(limit: rows)
        names = try notebook.shortNames(of: status.unsent.map(\.summary.id))
    }

    /// All notes, in the order in which a person reads them.
    var listed: [NoteID] { status.unsent.map(\.summary.id) + disputes.map(\.view.id) }

    /// What `--exit-code` tells.
    var exit: Exit {
        if status.conflictCount > 0 { return .conflict }
        return status.unsentNotes > 0 ? .unsent : .done
    }

    var digestLine: Line {
        guard let digest = status.digest else {
            return "Nothing was synced yet, so there is no digest to compare."
        }
        return Line("\(Plural.count(status.notes, "note")), digest \(digest.spoken)")
    }
}

extension UnsentNote {
    /// What of the note waits; all of it, where it is new.
    var fieldNames: [String] {
        change == .added ? ["*"] : fields.map(\.text)
    }
}
