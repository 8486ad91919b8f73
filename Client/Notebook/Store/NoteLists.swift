import GRDB
public import ReformNotes
import SyncClient

/// Which notes a list shows.
public enum NoteScope: Hashable, Sendable {
    /// All that are not withdrawn, the latest edited first.
    case all
    /// Those about one item, or about a part of it, the latest edited first.
    case item(String)
    /// The answers to a note, in order of writing.
    case replies(to: NoteID)
    /// Those with something to settle, in order of writing.
    case inConflict
    /// Those with something to send, withdrawn ones too, in order of writing.
    case unsent
}

extension Notebook {
    /// The first notes of a list.
    /// - Parameter limit: how many at most; a screen asks for what it shows.
    public func notes(_ scope: NoteScope, limit: Int) throws -> [NoteSummary] {
        try replica.read { try notes(scope, limit: limit, $0) }
    }

    func notes(_ scope: NoteScope, limit: Int, _ reader: ReplicaReader) throws -> [NoteSummary] {
        let (condition, arguments) = scope.sql
        let statement = try reader.db.cachedStatement(
            sql: "SELECT \(NoteSummary.columns) FROM note WHERE \(condition) LIMIT ?")
        return try Row.fetchAll(statement, arguments: arguments + [limit]).map {
            try NoteSummary($0, reader: reader.identity)
        }
    }

    /// All that is known of a note; nil where nothing is.
    public func note(_ id: NoteID) throws -> NoteView? {
        try replica.read { try NoteReading(id, $0)?.view }
    }
}

extension NoteScope {
    /// Condition and order, as an index has them.
    var sql: (condition: String, arguments: StatementArguments) {
        switch self {
        case .all: ("hidden = 0 AND item <> '' ORDER BY edited DESC, number DESC", [])
        case .item(let item): ("item = ? AND hidden = 0 ORDER BY edited DESC, number DESC", [item])
        case .replies(let id): ("reply_to = ? AND hidden = 0 ORDER BY number", [id.description])
        case .inConflict: ("conflicts > 0 ORDER BY number", [])
        case .unsent: ("unsent > 0 ORDER BY number", [])
        }
    }
}
