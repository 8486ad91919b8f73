import GRDB

extension SQLiteTransaction: DeletionTable {
    func unaskedDeletions(by device: Int64, since time: Int64) throws -> Int {
        try row("SELECT coalesce(sum(records), 0) FROM deletion WHERE device = ? AND time >= ?", [device, time])?[0]
            ?? 0
    }

    func note(unaskedDeletions count: Int, by device: Int64, at time: Int64, forgetting oldest: Int64) throws {
        try run("DELETE FROM deletion WHERE device = ? AND time < ?", [device, oldest])
        try run("INSERT INTO deletion (device, time, records) VALUES (?, ?, ?)", [device, time, count])
    }
}
