import GRDB

extension SQLiteTransaction: TokenTable {
    func offer(tokenHash hash: [UInt8], for device: Int64) throws {
        try run("UPDATE device SET nextTokenHash = ? WHERE id = ?", [hash.blob, device])
    }

    func isOffered(tokenHash hash: [UInt8]) throws -> Bool {
        try row("SELECT 1 FROM device WHERE nextTokenHash = ?", [hash.blob]) != nil
    }

    func adopt(tokenHash hash: [UInt8], of device: Int64, at time: Int64) throws -> Bool {
        try run(
            """
            INSERT INTO formerToken (team, device, tokenHash, ended)
            SELECT member.team, device.id, device.tokenHash, ? FROM device JOIN member ON member.id = device.member
            WHERE device.id = ? AND nextTokenHash = ?
            """, [time, device, hash.blob])
        try run(
            "UPDATE device SET tokenHash = nextTokenHash, nextTokenHash = NULL WHERE id = ? AND nextTokenHash = ?",
            [device, hash.blob])
        return database.changesCount > 0
    }

    func formerToken(withHash hash: [UInt8]) throws -> FormerToken? {
        try row("SELECT device, ended FROM formerToken WHERE tokenHash = ?", [hash.blob])
            .map { FormerToken(device: $0[0], ended: $0[1]) }
    }
}
