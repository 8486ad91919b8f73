import GRDB
public import ReformNotes
import SyncClient

extension Notebook {
    /// For each note the shortest beginning of its id that no other note here shares, at least four characters: how a
    /// person is told of it and may type it.
    public func shortNames(of ids: [NoteID]) throws -> [NoteID: String] {
        try replica.read { reader in
            var names: [NoteID: String] = [:]
            for id in ids where names[id] == nil { names[id] = try shortName(of: id.description, reader.db) }
            return names
        }
    }

    public func shortName(of id: NoteID) throws -> String {
        try replica.read { try shortName(of: id.description, $0.db) }
    }

    /// In the order of ids, no note shares more with this one than its two neighbours do.
    private func shortName(of id: String, _ db: Database) throws -> String {
        let before = try db.cachedStatement(sql: "SELECT max(key) FROM note WHERE key < ?")
        let after = try db.cachedStatement(sql: "SELECT min(key) FROM note WHERE key > ?")
        let neighbours = try [before, after].compactMap { try String.fetchOne($0, arguments: [id]) }
        let shared = neighbours.map { zip($0.utf8, id.utf8).prefix { $0 == $1 }.count }.max() ?? 0
        return String(id.prefix(max(4, shared + 1)))
    }
}
