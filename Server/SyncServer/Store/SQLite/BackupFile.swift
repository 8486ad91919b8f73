import FoundationEssentials
import GRDB

#if canImport(Glibc)
    import Glibc
#endif

/// A backup: one file that holds everything a server keeps, its secret too, as it was at one moment.
///
/// With the secret a restored server knows its own receipts again, so that devices can bring back others' work as it was. So
/// whoever has the file can speak for the server: it is as confidential as the data directory, and only its owner may read it.
public struct BackupFile: Sendable {
    public let path: String

    public init(_ path: String) {
        self.path = path
    }

    /// What stands beside the tables of a server: when the copy was made, milliseconds since 1970, the secret, and the sum of all.
    private static let label = """
        CREATE TABLE backup (
            id INTEGER PRIMARY KEY CHECK (id = 1), made INTEGER NOT NULL, secret BLOB NOT NULL, sum BLOB)
        """

    /// Copies `database` as one reader sees it, while others go on writing. The file appears under its name when it is whole
    /// and on the disk.
    func write(_ database: any DatabaseReader, secret: [UInt8], at time: Int64) throws {
        let draft = "\(path).new"
        try BackupFile.closed(draft) { file in
            try StoreFailure.translating(path) { try database.backup(to: file) }
            // One file, which can be copied by hand: no log beside it.
            try file.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = DELETE") }
            try file.write { copy in
                try copy.execute(sql: BackupFile.label)
                let sum = try BackupSum(of: copy, made: time, secret: secret)
                try copy.execute(
                    sql: "INSERT INTO backup (id, made, secret, sum) VALUES (1, ?, ?, ?)",
                    arguments: [time, Data(secret), Data(sum.bytes)])
            }
        }
        guard DurableFile.settle(draft, as: path) else { throw DataDirectoryError.unusable(path, DurableFile.reason) }
    }

    /// Gives `body` a new file at `path`, which is for its owner alone from its first byte, and closes it.
    static func closed(_ path: String, _ body: (DatabaseQueue) throws -> Void) throws {
        unlink(path)
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw DataDirectoryError.unusable(path, DurableFile.reason) }
        Glibc.close(descriptor)
        do {
            let file = try DatabaseQueue(path: path)
            try body(file)
            try file.close()
        } catch {
            unlink(path)
            throw error
        }
    }

    /// When it was made, milliseconds since 1970, and the server's secret.
    /// - Throws: ``NotABackup``.
    func contents() throws -> (made: Int64, secret: [UInt8]) {
        try looking {
            try reader().read { database in
                guard let row = try Row.fetchOne(database, sql: "SELECT made, secret FROM backup") else {
                    throw NotABackup(path: path)
                }
                return (row[0], try row.bytes(1))
            }
        }
    }

    /// Whether each row is as it was written; true, too, where an earlier version of this program took no sum.
    func isAsWritten() throws -> Bool {
        try reader().read { database in
            guard let row = try Row.fetchOne(database, sql: "SELECT * FROM backup"), let sum = row["sum"] as Data?
            else {
                return true
            }
            return try BackupSum(of: database, made: row["made"], secret: [UInt8](row["secret"] as Data)).bytes
                == [UInt8](sum)
        }
    }

    /// Does `work` on what lies in the file.
    /// - Throws: ``NotABackup`` where that cannot be read.
    func looking<Result>(_ work: () throws -> Result) throws -> Result {
        do {
            return try work()
        } catch is DatabaseError {
            throw NotABackup(path: path)
        }
    }

    /// The file, for reading alone.
    func reader() throws -> DatabaseQueue {
        guard access(path, F_OK) == 0 else { throw DataDirectoryError.unusable(path, "there is no such file") }
        var configuration = Configuration()
        configuration.readonly = true
        return try DatabaseQueue(path: path, configuration: configuration)
    }
}

/// The file is no backup that this program made, or too damaged to be known as one.
public struct NotABackup: Error {
    public let path: String
}
