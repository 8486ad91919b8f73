import GRDB

/// What a backup becomes again: a store to look into, and a server's data.
extension BackupFile {
    /// The store in the file, for reading alone.
    func store() throws -> SQLiteStore { SQLiteStore(reading: try reader()) }

    /// Makes a server's data of it in `directory`, which is empty. A new life begins there, so that every device notices.
    func unpack(into directory: DataDirectory, epoch: UInt64, now: Int64) throws {
        let (made, secret) = try contents()
        let copy = "\(directory.path)/fieldnotes.sqlite"
        try BackupFile.closed(copy) { file in
            try reader().backup(to: file)
            try Schema.migrator(epoch: epoch).migrate(file)
            try file.write { database in
                try database.execute(sql: "DROP TABLE backup")
                try SQLiteTransaction(database: database).begin(Life(epoch: epoch, since: now, backup: made))
            }
        }
        guard DurableFile.settle(copy, as: copy) else { throw DataDirectoryError.unusable(copy, DurableFile.reason) }
        try directory.write(secret, to: "secret")
    }
}
