import Foundation
import GRDB

/// A copy of a damaged replica, opened for what can still be read of it. The replica itself is never touched.
struct DamagedFile {
    let queue: DatabaseQueue

    private static let name = "damaged.sqlite"
    private static let headBytes = 100
    private static let pageBytes = 4_096

    /// Copies the replica of `directory` into `folder`. Where SQLite does not know the file or its tables any more, their
    /// description is taken from a replica made new: whatever that does not fit shows in the sums of the rows.
    init(copying directory: String, into folder: String, shelves: Shelves) throws {
        let path = "\(folder)/\(DamagedFile.name)"
        for ending in ["", "-wal"] {
            let original = "\(directory)/\(StoreFile.name)\(ending)"
            guard FileManager.default.fileExists(atPath: original) else { continue }
            try FileManager.default.copyItem(atPath: original, toPath: path + ending)
        }
        if let queue = DamagedFile.opened(path) {
            self.queue = queue
            return
        }
        try DamagedFile.describeAnew(path, in: folder, shelves)
        guard let queue = DamagedFile.opened(path) else { throw ReplicaError.damaged("nothing of it can be read") }
        self.queue = queue
    }

    /// Nil where the tables that matter are not found.
    private static func opened(_ path: String) -> DatabaseQueue? {
        guard let queue = try? DatabaseQueue(path: path) else { return nil }
        let isReadable = try? queue.read { db in
            for table in ["outbox", "replica", "quarantine", "sent", "history"] {
                _ = try Row.fetchOne(db, sql: "SELECT rowid FROM \(table)")
            }
            return true
        }
        return isReadable == true ? queue : nil
    }

    /// Writes the head and the description of the tables of a new replica over those of the file: in every replica they lie
    /// on the same pages, for these were taken before any note was written.
    private static func describeAnew(_ path: String, in folder: String, _ shelves: Shelves) throws {
        let fresh = "\(folder)/fresh.sqlite"
        let queue = try DatabaseQueue(path: fresh)
        try Schema.migrator(shelves).migrate(queue)
        let pages = try queue.read { db in
            try Int.fetchAll(db, sql: "SELECT pageno FROM dbstat WHERE name IN ('sqlite_schema', 'sqlite_master')")
        }
        try queue.close()
        let model = [UInt8](try Data(contentsOf: URL(filePath: fresh)))
        var bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
        for page in pages where page * pageBytes <= bytes.count {
            let range = ((page - 1) * pageBytes)..<(page * pageBytes)
            bytes.replaceSubrange(range, with: model[range])
        }
        guard bytes.count >= headBytes else { return }
        bytes.replaceSubrange(
            28..<32, with: withUnsafeBytes(of: UInt32(bytes.count / pageBytes).bigEndian) { Array($0) })
        // No page is free: nothing is written here.
        bytes.replaceSubrange(32..<40, with: [UInt8](repeating: 0, count: 8))
        try Data(bytes).write(to: URL(filePath: path))
    }
}
