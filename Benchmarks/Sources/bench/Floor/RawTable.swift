import Foundation
import GRDBSQLite

/// What SQLite itself needs for the same notes, in the columns that the replica shows them in, by its C interface and nothing
/// else.
enum RawTable {
    struct Figures {
        /// Seconds for all rows in one transaction that is on the disk at its end.
        let insert: Double
        let bytes: Int
        /// Milliseconds for one row that is on the disk, one after the other.
        let commit: Times
    }

    private static let columns = [
        "item", "measure", "body", "kind", "stance", "toward", "status", "tags", "author", "created", "reply_to",
        "edited",
        "edited_by", "received",
    ]
    private static let commits = 300

    static func measure(_ file: String, count: Int, in scratch: Scratch) throws -> Figures {
        let path = scratch.path + "/raw.sqlite"
        defer { for ending in ["", "-wal", "-shm"] { unlink(path + ending) } }
        var walls: [Double] = []
        var bytes = 0
        for _ in 0..<(count > 10_000 ? 3 : 7) {
            for ending in ["", "-wal", "-shm"] { unlink(path + ending) }
            let rows = try self.rows(file)
            let raw = try RawConnection(path)
            try raw.run("CREATE TABLE note (key TEXT PRIMARY KEY, \(columns.joined(separator: ", ")))")
            let start = Clocks.now
            try raw.run("BEGIN IMMEDIATE")
            try raw.insert(rows, columns: columns.count + 1)
            try raw.run("COMMIT")
            walls.append(Clocks.now - start)
            try raw.run("PRAGMA wal_checkpoint(TRUNCATE)")
            bytes = Disk.bytes(of: path)
        }
        return Figures(insert: Times(walls).median, bytes: bytes, commit: try oneByOne(path, rows(file, most: commits)))
    }

    private static func oneByOne(_ path: String, _ rows: [[String]]) throws -> Times {
        let raw = try RawConnection(path)
        return Times(
            try rows.map { row in
                var row = row
                row[0] += "again"
                return try Clocks.milliseconds { try raw.insert([row], columns: columns.count + 1) }
            })
    }

    /// The notes of a file as rows of texts; what a fresh note does not have is empty.
    private static func rows(_ file: String, most: Int = .max) throws -> [[String]] {
        let lines = try Data(contentsOf: URL(filePath: file)).split(separator: UInt8(ascii: "\n"), maxSplits: most)
        return try lines.prefix(most).enumerated().map { number, line in
            let note = try JSONSerialization.jsonObject(with: line) as? [String: Any] ?? [:]
            let tags = (note["tags"] as? [String] ?? []).joined(separator: " ")
            return [
                "note\(number)aaaaaaaaaaaaaaaaa", note["item"] as? String ?? "", "", note["body"] as? String ?? "",
                note["kind"] as? String ?? "", "", "", "draft", tags, "Sam Okafor", "1700000000000", "",
                "1700000000000", "Sam Okafor", "1700000000000",
            ]
        }
    }
}

/// One connection, as durable as the replica's.
private final class RawConnection {
    private var connection: OpaquePointer?

    init(_ path: String) throws {
        guard sqlite3_open(path, &connection) == SQLITE_OK else { throw Failure("SQLite cannot open \(path)") }
        try run("PRAGMA journal_mode = WAL")
        try run("PRAGMA synchronous = FULL")
    }

    deinit { sqlite3_close(connection) }

    func run(_ sql: String) throws {
        guard sqlite3_exec(connection, sql, nil, nil, nil) == SQLITE_OK else { throw Failure("SQLite refused \(sql)") }
    }

    func insert(_ rows: [[String]], columns: Int) throws {
        let places = Array(repeating: "?", count: columns).joined(separator: ", ")
        var statement: OpaquePointer?
        sqlite3_prepare_v2(connection, "INSERT INTO note VALUES (\(places))", -1, &statement, nil)
        defer { sqlite3_finalize(statement) }
        for row in rows {
            for (place, text) in row.enumerated() {
                // It is copied, for it need not stay where it is.
                let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
                sqlite3_bind_text(statement, Int32(place + 1), text, -1, copied)
            }
            guard sqlite3_step(statement) == SQLITE_DONE else { throw Failure("SQLite took no row") }
            sqlite3_reset(statement)
        }
    }
}
