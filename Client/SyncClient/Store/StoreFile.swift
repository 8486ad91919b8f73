import CSQLite
import GRDB
import SyncModel

#if canImport(Glibc)
    import Glibc
#endif

/// The replica's one SQLite file: how it is opened, and the promise behind the word "saved".
///
/// SQLite before 3.51.3 can corrupt a write-ahead log when two connections write or checkpoint at once. So one connection at
/// a time does either: the one that holds the write lock beside the file. SQLite's own checkpoint on closing is off.
struct StoreFile {
    let queue: DatabaseQueue
    private let directory: String
    let lock: WriteLock
    /// Whether the file may only be read, as on a disk that is mounted so.
    let isReadOnly: Bool
    /// Whether every transaction is taken back instead of committed.
    private let isRehearsal: Bool

    static let name = "replica.sqlite"

    /// SQLite hears of it once a process, before its first use.
    private static let countsNoMemory = csqlite_count_no_memory() == SQLITE_OK

    /// How long SQLite waits for its own locks, which are held for moments only.
    private static let patienceMilliseconds = 10_000

    private static let cacheKilobytes = 8_192

    /// Opens the replica in `directory`, creating and upgrading its tables where the lock can be had.
    init(in directory: String, _ surroundings: Surroundings) throws {
        self.directory = directory
        let path = directory + "/" + StoreFile.name
        isRehearsal = surroundings.isRehearsal
        lock = WriteLock(
            path: directory + "/lock", purpose: isRehearsal ? nil : surroundings.purpose, clock: surroundings.clock)
        isReadOnly = access(path, F_OK) == 0 && access(path, W_OK) != 0
        umask(0o077)
        queue = try DatabaseQueue(path: path, configuration: StoreFile.configuration(isReadOnly: isReadOnly))
        try upgrade(Schema.migrator(surroundings.shelves))
        try queue.read(SchemaPrint.check)
    }

    /// Brings the tables up to date.
    private func upgrade(_ migrator: DatabaseMigrator) throws {
        guard try !queue.read(migrator.hasBeenSuperseded) else { throw ReplicaError.tooNew }
        guard try !queue.read(migrator.hasCompletedMigrations) else { return }
        guard !isReadOnly else { throw ReplicaError.readOnly }
        try whileLocked { try migrator.migrate(queue) }
    }

    /// Whether there is a file that says whose replica it is. What cannot be read must not be made anew, so it counts.
    static func isFounded(in directory: String) -> Bool {
        let path = directory + "/" + StoreFile.name
        guard access(path, F_OK) == 0 else { return false }
        do {
            // Where it may be written, for a making that was cut short may have left something to roll back.
            let configuration = configuration(isReadOnly: access(path, W_OK) != 0)
            let queue = try DatabaseQueue(path: path, configuration: configuration)
            return try queue.read { db in try db.tableExists("replica") && Identity.load(db) != nil }
        } catch {
            return true
        }
    }

    private static func configuration(isReadOnly: Bool) -> Configuration {
        _ = countsNoMemory
        var configuration = Configuration()
        configuration.readonly = isReadOnly
        configuration.busyMode = .timeout(Double(StoreFile.patienceMilliseconds) / 1_000)
        configuration.label = "replica"
        configuration.prepareDatabase { db in
            if let connection = db.sqliteConnection {
                csqlite_no_checkpoint_on_close(connection)
                csqlite_defensive(connection)
            }
            // GRDB's own switch to the write-ahead log would also lower `synchronous`, after this. "Saved" is said after
            // COMMIT, and must hold when the battery dies in the next moment.
            if !isReadOnly { try db.execute(sql: "PRAGMA journal_mode = WAL") }
            try db.execute(sql: "PRAGMA synchronous = FULL; PRAGMA trusted_schema = OFF; PRAGMA secure_delete = ON")
            // Two megabytes are SQLite's own choice. A first sync fills indexes all over the file; what is in memory need not be
            // written and read again before the page is done.
            try db.execute(sql: "PRAGMA cache_size = -\(StoreFile.cacheKilobytes)")
            // A record's triggers make its write one that SQLite must be able to take back by itself. The pages for that would
            // go through a file, twenty writes for each record of a first sync; they mean nothing after a crash.
            try db.execute(sql: "PRAGMA temp_store = MEMORY")
        }
        return configuration
    }

    /// Runs `body` on one unmoving picture of the file. What it wrote by mistake is taken back.
    ///
    /// GRDB's own `read` would switch a pragma on and off, upon which SQLite prepares every statement anew; and its transactions
    /// prepare the statements that begin and end them each time, which costs as much as a small read.
    func read<Result>(_ body: (Database) throws -> Result) throws -> Result {
        try queue.unsafeRead { db in
            try checkPlace(db)
            try db.cachedStatement(sql: "BEGIN DEFERRED TRANSACTION").execute()
            let result: Result
            do {
                result = try body(db)
            } catch {
                try? db.rollback()
                throw error
            }
            try db.cachedStatement(sql: "ROLLBACK TRANSACTION").execute()
            return result
        }
    }

    /// Runs `body` in one transaction under the write lock; it is all done, durably, or nothing is. In a rehearsal nothing is.
    /// - Parameter note: asked afterwards, writes in a transaction of its own what may be lost with the power.
    func write<Result>(
        _ body: (Database) throws -> Result, noting note: () -> ((Database) throws -> Void)? = { nil }
    ) throws -> Result {
        guard !isReadOnly else { throw ReplicaError.readOnly }
        return try whileLocked {
            var result: Result?
            do {
                try queue.writeWithoutTransaction { db in
                    // Pages that spilled into the log before the end would stay there after a rollback.
                    if isRehearsal { try db.execute(sql: "PRAGMA cache_spill = OFF") }
                    try db.inTransaction(.immediate) {
                        result = try body(db)
                        return isRehearsal ? .rollback : .commit
                    }
                }
            } catch let error as DatabaseError where result != nil && !isRehearsal && error.resultCode == .SQLITE_IOERR
            {
                retract()
                throw error
            }
            if !isRehearsal {
                if let note = note() { try withoutWaiting(note) }
                shortenLog()
            }
            guard let result else { preconditionFailure("a transaction that commits has its result") }
            return result
        }
    }

    /// A commit that does not wait for the disk is whole or not there after a power cut, and takes nothing with it; the next one
    /// that waits brings it along.
    private func withoutWaiting(_ body: (Database) throws -> Void) throws {
        try queue.writeWithoutTransaction { db in
            try db.execute(sql: "PRAGMA synchronous = NORMAL")
            let outcome = Result {
                try db.inTransaction(.immediate) {
                    try body(db)
                    return .commit
                }
            }
            // That this fails must be told: whatever is saved next would not wait, either.
            try db.execute(sql: "PRAGMA synchronous = FULL")
            try outcome.get()
        }
    }

    /// Makes sure that a transaction whose commit failed stays undone.
    ///
    /// Where the log took all of it and only the disk did not confirm that, whoever opens the file next would find it whole and
    /// bring it back, though its writer was told that it is not saved. A commit that alters nothing, written over its beginning,
    /// keeps it from being found.
    private func retract() {
        try? queue.writeWithoutTransaction { db in
            try db.inTransaction(.immediate) {
                let version = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
                try db.execute(sql: "PRAGMA user_version = \(version)")
                return .commit
            }
        }
    }

    /// A writer that failed, or was stopped, may have left changes in the log that the kernel shows and the disk does not have.
    /// Nothing may be saved that rests on them.
    private func whileLocked<Result>(_ body: () throws -> Result) throws -> Result {
        try lock.whileHeld { wasLeftUndone in
            try queue.unsafeRead(checkPlace)
            if wasLeftUndone { try queue.writeWithoutTransaction(StoreFile.rewriteLog) }
            return try body()
        }
    }

    /// A recovery may have put a new file in the place of this one, which is open still; what would be written in it then, nobody
    /// would ever see.
    private func checkPlace(_ db: Database) throws {
        guard let connection = db.sqliteConnection, csqlite_has_moved(connection) != 0 else { return }
        throw access(queue.path, F_OK) == 0 ? ReplicaError.replaced : ReplicaError.missing(path: directory)
    }

    private static func rewriteLog(_ db: Database) throws {
        guard let connection = db.sqliteConnection else { return }
        let code = csqlite_rewrite_log(connection)
        guard code == SQLITE_OK else { throw DatabaseError(resultCode: ResultCode(rawValue: code)) }
    }

    /// From this size on the write-ahead log is brought into the file at once.
    private static let logBytesMax = 4 << 20

    /// Whoever opens a replica reads through the whole log, so a large one would slow down every command after it.
    private func shortenLog() {
        if logBytes > StoreFile.logBytesMax { _ = takeInLog() }
    }

    /// Leaves no log behind, where nobody else uses the file just now.
    func fold() {
        guard !isReadOnly, !isRehearsal, logBytes > 0 else { return }
        lock.ifFree {
            if (try? queue.unsafeRead(checkPlace)) != nil { _ = takeInLog() }
        }
    }

    /// Leaves no log behind, and closes the file.
    func close() throws {
        guard try whileLocked({ logBytes == 0 || takeInLog() }) else {
            throw ReplicaError.disk("the log could not be brought into the file", path: queue.path)
        }
        try queue.close()
    }

    private var logBytes: Int {
        var status = stat()
        return stat(queue.path + "-wal", &status) == 0 ? Int(status.st_size) : 0
    }

    /// Brings the write-ahead log into the file, under the lock and without waiting: where somebody reads, or the disk is
    /// full, the next writer does it. What was written holds either way, so a failure here is none of the writer's.
    private func takeInLog() -> Bool {
        queue.writeWithoutTransaction { db in
            try? db.execute(sql: "PRAGMA busy_timeout = 0")
            let row = try? Row.fetchOne(db, sql: "PRAGMA wal_checkpoint(TRUNCATE)")
            try? db.execute(sql: "PRAGMA busy_timeout = \(StoreFile.patienceMilliseconds)")
            return (row?[0] as Int64?) == 0
        }
    }
}
