import CSQLite
import GRDB
import SyncModel
import Synchronization

#if canImport(Glibc)
    import Glibc
#endif

/// A replica's records, outbox and identity, in one file, read by snapshots and written by transactions.
final class Store: Sendable {
    private let file: StoreFile
    private let records: RecordTable
    private let surroundings: Surroundings
    private let directory: String
    /// How many write transactions were begun here.
    private let turns = Mutex(0)

    /// Opens the file in `directory`, or makes one.
    init(in directory: String, _ surroundings: Surroundings) throws {
        self.directory = directory
        self.surroundings = surroundings
        records = RecordTable(shelves: surroundings.shelves, hashing: Hashing())
        do {
            file = try Store.translating(directory) { try StoreFile(in: directory, surroundings) }
        } catch let error as DatabaseError where error.resultCode == .SQLITE_ERROR {
            // The first statements are right where the file and its tables are what they say.
            throw ReplicaError.damaged(error.message ?? "its tables are not as they were made")
        }
    }

    /// Whether there is a file, be it one whose making was cut short.
    static func isBegun(in directory: String) -> Bool {
        access(directory + "/" + StoreFile.name, F_OK) == 0
    }

    /// A closed replica lies in one file: a log that was altered cannot be told from one that was cut short, and what it holds
    /// would be gone without a word.
    deinit { file.fold() }

    /// Brings all that was written into the one file, and closes it.
    func close() throws {
        try Store.translating(directory) { try file.close() }
    }

    /// What can be read of the replica in `directory`, by way of a copy in `folder`.
    static func salvage(_ directory: String, in folder: String, _ surroundings: Surroundings) throws -> Salvage {
        let records = RecordTable(shelves: surroundings.shelves, hashing: Hashing())
        return try translating(directory) {
            let file = try DamagedFile(copying: directory, into: folder, shelves: surroundings.shelves)
            return try file.queue.read { Salvage($0, records) }
        }
    }

    /// Writes down who this replica is, once.
    func found(author: String, device: String) throws {
        let id = surroundings.draw()
        try Store.translating(directory) {
            try file.write { db in
                guard try Identity.load(db) == nil else { throw ReplicaError.exists(path: directory) }
                try Identity(id: id, author: author, device: device, fingerprint: fingerprint).save(db)
            }
        }
    }

    func read<Result>(_ body: (ReplicaReader) throws -> Result) throws -> Result {
        try Store.translating(directory) {
            try file.read { db in
                try body(
                    ReplicaReader(db: db, identity: try identity(db), records: records, now: surroundings.clock()))
            }
        }
    }

    func write<Result>(_ body: (ReplicaWriter) throws -> Result) throws -> Result {
        try Store.translating(directory) {
            var note: Identity?
            return try file.write { db in
                let (known, changes) = (try identity(db), db.totalChangesCount)
                let turn = turns.withLock { turns in
                    turns += 1
                    return surroundings.isRehearsal ? nil : turns
                }
                let writer = ReplicaWriter(
                    db: db, identity: known, records: records, now: surroundings.clock(), turn: turn,
                    draw: surroundings.draw)
                let result = try body(writer)
                // When a sync ended that brought nothing is worth writing down, and not worth waiting for the disk.
                let isNoted = writer.identity.differsByTimesOnly(from: known) && db.totalChangesCount == changes
                note = isNoted ? writer.identity : nil
                if !isNoted, writer.identity != known { try writer.identity.save(db) }
                return result
            } noting: {
                note.map { note in { try note.save($0) } }
            }
        }
    }

    var isReadOnly: Bool { file.isReadOnly }

    /// Which file on which machine this is now.
    var fingerprint: String { Fingerprint.of(path: directory + "/" + StoreFile.name) }

    /// What is wrong with the file, or with a record in it: nil where all is as it was kept.
    func damage() throws -> String? {
        do {
            return try Store.translating(directory) {
                try file.read { try Inspection(db: $0, records: records).fault() }
            }
        } catch ReplicaError.damaged(let detail) {
            return detail
        }
    }

    /// Who writes just now, if anybody does.
    var writer: LockHolder? { file.lock.current }

    /// The version of the SQLite library in use.
    static var sqliteVersion: String { String(cString: sqlite3_libversion()) }

    private func identity(_ db: Database) throws -> Identity {
        guard let identity = try Identity.load(db) else { throw ReplicaError.missing(path: directory) }
        return identity
    }

    private static func translating<Result>(_ directory: String, _ body: () throws -> Result) throws -> Result {
        do {
            return try body()
        } catch let error as DatabaseError {
            throw ReplicaError(error, path: directory) ?? error
        } catch let error as RowDecodingError {
            throw ReplicaError.damaged("a row cannot be read: \(error)")
        }
    }
}

extension ReplicaError {
    /// What SQLite's `error` means for a person, nil where it is a mistake of the program.
    fileprivate init?(_ error: DatabaseError, path: String) {
        switch error.resultCode {
        case .SQLITE_FULL: self = .diskFull
        // The file that readers and writers share could not be made larger.
        case .SQLITE_IOERR where error.extendedResultCode == .SQLITE_IOERR_SHMSIZE: self = .diskFull
        case .SQLITE_BUSY, .SQLITE_LOCKED: self = .locked(by: nil)
        // A file that we may write says otherwise of itself only where its head was altered.
        case .SQLITE_READONLY where access(path + "/" + StoreFile.name, W_OK) == 0:
            self = .damaged("its head is altered")
        case .SQLITE_READONLY: self = .readOnly
        case .SQLITE_CORRUPT, .SQLITE_NOTADB, .SQLITE_FORMAT: self = .damaged(error.message ?? "SQLite cannot read it")
        case .SQLITE_IOERR where error.extendedResultCode == .SQLITE_IOERR_READ:
            self = .unreadable("the disk does not give it back", path: path)
        case .SQLITE_IOERR: self = .disk("the disk does not take it", path: path)
        case .SQLITE_CANTOPEN, .SQLITE_PERM: self = .disk("its files cannot be opened", path: path)
        default: return nil
        }
    }
}
