import GRDB

/// What can be wrong with a replica on this device. Each says what happened; what is safe follows from it.
public enum ReplicaError: Error, Hashable, Sendable {
    /// There is no replica in this directory.
    case missing(path: String)
    /// There is one already; nothing was changed.
    case exists(path: String)
    /// Another process kept the write lock for longer than a writer waits.
    case locked(by: LockHolder?)
    /// The file may only be read.
    case readOnly
    /// The disk is full; what was to be saved is not.
    case diskFull
    /// The disk or the file system failed.
    case disk(String, path: String)
    /// The file fails SQLite's checks.
    case damaged(String)
    /// The file was written by a later version of this program.
    case tooNew

    /// What SQLite's `error` means for a person, nil where it is a mistake of the program.
    init?(_ error: DatabaseError, path: String) {
        switch error.resultCode {
        case .SQLITE_FULL: self = .diskFull
        case .SQLITE_BUSY, .SQLITE_LOCKED: self = .locked(by: nil)
        case .SQLITE_READONLY: self = .readOnly
        case .SQLITE_CORRUPT, .SQLITE_NOTADB: self = .damaged(error.message ?? "SQLite cannot read it")
        case .SQLITE_IOERR, .SQLITE_CANTOPEN, .SQLITE_PERM:
            self = .disk(error.message ?? "input or output failed", path: path)
        default: return nil
        }
    }
}
