extension PostgresTransaction: DeletionTable {
    func unaskedDeletions(by device: Int64, since time: Int64) throws -> Int {
        let sum = try row(
            "SELECT coalesce(sum(records), 0)::bigint FROM deletion WHERE device = $1 AND time >= $2",
            .integer(device), .integer(time))
        return Int(sum?.integer(0) ?? 0)
    }

    func note(unaskedDeletions count: Int, by device: Int64, at time: Int64, forgetting oldest: Int64) throws {
        try run("DELETE FROM deletion WHERE device = $1 AND time < $2", .integer(device), .integer(oldest))
        try run(
            "INSERT INTO deletion (team, device, time, records) SELECT team, id, $2, $3 FROM device WHERE id = $1",
            .integer(device), .integer(time), .integer(Int64(count)))
    }
}
