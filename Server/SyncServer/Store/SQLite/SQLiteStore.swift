import CSQLite
import GRDB
import SyncModel

/// The embedded store: one SQLite file, written by one connection.
public struct SQLiteStore: ServerStore {
    /// The one connection that writes, and those that read beside it.
    let database: any DatabaseWriter
    private let commits: GroupCommit
    /// Where it lies; its lock must not be let go of before the file.
    private let directory: DataDirectory?

    /// Opens the file at `path`, made where there is none, and brings its tables up to date.
    /// - Parameter epoch: the number for a database that is made now.
    /// - Parameter directory: the locked directory that `path` lies in. No other process may open the file.
    /// - Throws: `DatabaseError`.
    public init(path: String, epoch: UInt64, in directory: DataDirectory? = nil) throws {
        let pool = try DatabasePool(path: path, configuration: SQLiteStore.configuration)
        try self.init(pool, epoch: epoch, in: directory)
    }

    /// A store that lives as long as the process.
    public static func inMemory(epoch: UInt64 = 1) throws -> SQLiteStore {
        try SQLiteStore(DatabaseQueue(configuration: configuration), epoch: epoch)
    }

    /// A store that is only looked at.
    init(reading database: DatabaseQueue) {
        self.database = database
        directory = nil
        commits = GroupCommit(database)
    }

    /// A copy that lives as long as the process: what a backup taken now would hold.
    public func copiedInMemory() throws -> SQLiteStore {
        let copy = try DatabaseQueue(configuration: SQLiteStore.configuration)
        try database.backup(to: copy)
        return try SQLiteStore(copy, epoch: 1)
    }

    private init(_ database: any DatabaseWriter, epoch: UInt64, in directory: DataDirectory? = nil) throws {
        self.database = database
        self.directory = directory
        commits = GroupCommit(database)
        // An answer is given only for what survives a power cut. It is said here, for GRDB's switch to the write-ahead log
        // lowers it after the connection was prepared.
        try database.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
        try database.writeWithoutTransaction(SQLiteStore.rewriteLog)
        try Schema.migrate(database, epoch: epoch)
    }

    /// A server that a failing disk brought down may have left changes in the log that the kernel shows and the disk does not
    /// have. Nothing may be accepted that rests on them.
    private static func rewriteLog(_ database: Database) throws {
        guard let connection = database.sqliteConnection else { return }
        let code = csqlite_rewrite_log(connection)
        guard code == SQLITE_OK else { throw DatabaseError(resultCode: ResultCode(rawValue: code)) }
    }

    public func write<Result: Sendable>(
        within reach: Reach, _ work: @escaping @Sendable (any StoreTransaction) throws -> Result
    ) throws -> Result {
        try commits.perform { try work(SQLiteTransaction(database: $0)) }
    }

    public func read<Result>(within reach: Reach, _ work: (any StoreTransaction) throws -> Result) throws -> Result {
        // GRDB's own `read` switches a pragma on and off where one connection reads and writes, upon which SQLite prepares
        // every statement anew; and its transactions prepare the statements that begin and end them each time.
        try database.unsafeRead { database in
            try database.cachedStatement(sql: "BEGIN DEFERRED TRANSACTION").execute()
            let result: Result
            do {
                result = try work(SQLiteTransaction(database: database))
            } catch {
                try? database.rollback()
                throw error
            }
            try database.cachedStatement(sql: "ROLLBACK TRANSACTION").execute()
            return result
        }
    }

    public func backUp(to file: BackupFile, secret: [UInt8], at time: Int64) throws {
        try file.write(database, secret: secret, at: time)
    }

    public func bytes() throws -> Int64 {
        try database.read { database in
            try Int64.fetchOne(
                database, sql: "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size") ?? 0
        }
    }

    public func library() throws -> String {
        try database.read {
            "SQLite " + (try String.fetchOne($0, sql: "SELECT sqlite_version()") ?? "of unknown version")
        }
    }

    public func damage() throws -> [String] {
        try database.read { try String.fetchAll($0, sql: "PRAGMA integrity_check") }.filter { $0 != "ok" }
    }

    public func advice() throws -> [String] { [] }

    /// Counts one more start. A file that counts fewer than `known` is an older copy of itself, put back: a new life begins,
    /// so that no cursor of the past it has lost is taken for one of its own.
    /// - Parameter now: the server's clock, milliseconds since 1970.
    func countStart(known: UInt64, epoch: UInt64, now: Int64) throws -> UInt64 {
        try database.write { database in
            let counted = try Int64.fetchOne(database, sql: "SELECT starts FROM server") ?? 0
            if UInt64(counted) < known {
                let transaction = SQLiteTransaction(database: database)
                let backup = try transaction.lastReceived(before: .max)
                try transaction.begin(Life(epoch: epoch, since: now, backup: backup))
            }
            let starts = max(UInt64(counted), known) + 1
            try database.execute(sql: "UPDATE server SET starts = ?", arguments: [starts.column])
            return starts
        }
    }

    private static var configuration: Configuration {
        var configuration = Configuration()
        configuration.maximumReaderCount = 4
        configuration.prepareDatabase { database in
            try database.execute(sql: "PRAGMA trusted_schema = OFF")
            // What a savepoint needs to be taken back would go through a file, page by page; it means nothing after a crash.
            try database.execute(sql: "PRAGMA temp_store = MEMORY")
        }
        return configuration
    }
}

/// One transaction; what it can do stands beside each table's SQL.
struct SQLiteTransaction {
    let database: Database

    /// Statements are prepared once a connection, for preparing costs more than most of them do.
    func rows(_ sql: String, _ arguments: StatementArguments = []) throws -> RowCursor {
        try Row.fetchCursor(try database.cachedStatement(sql: sql), arguments: arguments)
    }

    func row(_ sql: String, _ arguments: StatementArguments = []) throws -> Row? {
        try Row.fetchOne(try database.cachedStatement(sql: sql), arguments: arguments)
    }

    func run(_ sql: String, _ arguments: StatementArguments) throws {
        try database.cachedStatement(sql: sql).execute(arguments: arguments)
    }
}

extension Row {
    /// A 64-bit number that SQLite keeps as a signed one.
    func bits(_ column: Int) -> UInt64 { UInt64(bitPattern: self[column] as Int64) }

    func bytes(_ column: Int) throws -> [UInt8] {
        try withUnsafeData(atIndex: column) { $0.map { [UInt8]($0) } ?? [] }
    }
}

extension UInt64 {
    /// How SQLite, which has no unsigned numbers, keeps it.
    var column: Int64 { Int64(bitPattern: self) }
}
