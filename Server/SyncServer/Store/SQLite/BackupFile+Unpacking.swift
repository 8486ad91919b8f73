import GRDB

/// What a backup becomes again: a store to look into, and a server's data.
extension BackupFile {
    /// The store in the file, for reading alone. One that an earlier version made is looked at as it will be once it is restored.
    func store() throws -> SQLiteStore {
        let file = try reader()
        guard try !Schema.isUpToDate(file) else { return SQLiteStore(reading: file) }
        let copy = try DatabaseQueue()
        try file.backup(to: copy)
        try StoreFailure.translating(path) { try Schema.migrate(copy, epoch: 0) }
        return SQLiteStore(reading: copy)
    }

    /// Makes a server's data of it in `directory`, which is empty. A new life begins there, so that every device notices.
    func unpack(into directory: DataDirectory, epoch: UInt64, now: Int64) throws {
        let (made, secret) = try contents()
        let copy = "\(directory.path)/fieldnotes.sqlite"
        try BackupFile.closed(copy) { file in
            try StoreFailure.translating(directory.path) {
                try reader().backup(to: file)
                try Schema.migrate(file, epoch: epoch)
                try file.write { database in
                    try database.execute(sql: "DROP TABLE backup")
                    try SQLiteTransaction(database: database).begin(Life(epoch: epoch, since: now, backup: made))
                }
            }
        }
        guard DurableFile.settle(copy, as: copy) else { throw DataDirectoryError.unusable(copy, DurableFile.reason) }
        try directory.write(secret, to: "secret")
    }
}
