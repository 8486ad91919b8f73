import GRDB

/// What SQLite says of the disk, in words for an administrator.
enum StoreFailure {
    /// Does `work` on the database in `path`.
    /// - Throws: ``DataDirectoryError`` for what the disk refused.
    static func translating<Result>(_ path: String, _ work: () throws -> Result) throws -> Result {
        do {
            return try work()
        } catch {
            throw reason(of: error).map { DataDirectoryError.unusable(path, $0) } ?? error
        }
    }

    /// Nil where the error is a mistake of the program.
    static func reason(of error: any Error) -> String? {
        guard !(error is AlteredLater) else { return "a later version of this program has altered its tables" }
        guard let error = error as? DatabaseError else { return nil }
        return switch error.resultCode {
        case .SQLITE_FULL: "the disk is full"
        case .SQLITE_IOERR where error.extendedResultCode == .SQLITE_IOERR_SHMSIZE: "the disk is full"
        case .SQLITE_IOERR: "the disk does not take or give what lies there"
        case .SQLITE_READONLY: "it may only be read"
        case .SQLITE_CANTOPEN, .SQLITE_PERM: "its files cannot be opened"
        case .SQLITE_CORRUPT, .SQLITE_NOTADB: "its database is damaged"
        default: nil
        }
    }
}
