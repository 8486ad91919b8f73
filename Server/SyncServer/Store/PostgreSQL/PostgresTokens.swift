extension PostgresTransaction: TokenTable {
    func offer(tokenHash hash: [UInt8], for device: Int64) throws {
        try run("UPDATE device SET nextTokenHash = $1 WHERE id = $2", .bytes(hash), .integer(device))
    }

    func isOffered(tokenHash hash: [UInt8]) throws -> Bool {
        try row("SELECT FROM device WHERE nextTokenHash = $1", .bytes(hash)) != nil
    }

    func adopt(tokenHash hash: [UInt8], of device: Int64, at time: Int64) throws -> Bool {
        try run(
            """
            INSERT INTO formerToken (team, device, tokenHash, ended)
            SELECT team, id, tokenHash, $1 FROM device WHERE id = $2 AND nextTokenHash = $3
            """, .integer(time), .integer(device), .bytes(hash))
        return try rows(
            "UPDATE device SET tokenHash = nextTokenHash, nextTokenHash = NULL WHERE id = $1 AND nextTokenHash = $2",
            .integer(device), .bytes(hash)
        ).changedCount > 0
    }

    func formerToken(withHash hash: [UInt8]) throws -> FormerToken? {
        try row("SELECT device, ended FROM formerToken WHERE tokenHash = $1", .bytes(hash))
            .map { FormerToken(device: $0.integer(0), ended: $0.integer(1)) }
    }
}
