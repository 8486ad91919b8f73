import SyncModel

#if canImport(Glibc)
    import Glibc
#endif

/// What a backup holds.
public struct BackupReport: Hashable, Sendable, Codable {
    public let file: String
    /// When it was made, milliseconds since 1970.
    public let made: Int64
    public let teams: [TeamReport]
}

extension Admin {
    /// Writes everything that the server keeps into one file, while it goes on serving.
    /// - Parameter path: absolute, for the server may stand elsewhere than whoever asks.
    /// - Throws: ``AdminError``, ``DataDirectoryError``.
    public func backUp(to path: String, replacing isForced: Bool) throws -> BackupReport {
        guard isForced || access(path, F_OK) != 0 else {
            throw AdminError(.usage, "There is a file \(path) already, and nothing was written. --force replaces it.")
        }
        let file = BackupFile(path)
        let (now, actor) = (service.clock(), actor)
        try service.store.backUp(to: file, secret: service.seal.secret, at: now)
        try service.store.write { store in
            for team in try store.teams() {
                try store.note(.backedUp, by: actor, of: "all teams", at: now, in: team)
            }
        }
        return try Admin.report(on: file)
    }

    /// Reads all of a backup, and checks that it is what a server kept.
    /// - Returns: what it holds, and what is wrong with it, in sentences.
    /// - Throws: ``NotABackup``, ``DataDirectoryError``.
    public static func verify(_ file: BackupFile) throws -> (report: BackupReport, faults: [String]) {
        let (_, secret) = try file.contents()
        return try file.looking {
            let store = try file.store()
            let admin = Admin(service: SyncService(store: store, seal: Seal(secret: secret), clock: { 0 }))
            let others = try file.isAsWritten() ? [] : ["a row is not as it was written"]
            return (try report(on: file), try admin.examine().faults + others)
        }
    }

    /// Makes a server's data directory of a backup.
    /// - Parameters:
    ///   - path: a directory that is not there yet, or is empty.
    ///   - now: the server's clock, milliseconds since 1970.
    /// - Throws: ``AdminError``, ``NotABackup``, ``DataDirectoryError``, `DatabaseError`.
    public static func restore(
        _ file: BackupFile, to path: String, epoch: UInt64, now: Int64
    ) throws -> BackupReport {
        guard DataDirectory.isFree(path) else {
            throw AdminError(
                .usage, "\(path) is not empty, and nothing was changed. A backup is restored into a new directory.")
        }
        let (report, faults) = try verify(file)
        guard faults.isEmpty else {
            throw AdminError(
                .damaged, "The backup is damaged, and nothing was restored: \(faults.joined(separator: "; ")).")
        }
        try file.unpack(into: DataDirectory(path, isMade: true), epoch: epoch, now: now)
        return report
    }

    private static func report(on file: BackupFile) throws -> BackupReport {
        let (made, _) = try file.contents()
        let teams = try file.store().read { store in
            try store.teams().map { team in
                TeamReport(team, counts: try store.counts(of: team), head: try store.head(of: team))
            }
        }
        return BackupReport(file: file.path, made: made, teams: teams)
    }
}
