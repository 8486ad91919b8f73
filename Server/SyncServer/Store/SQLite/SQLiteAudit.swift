import GRDB

extension SQLiteTransaction: AuditTable {
    func lastAudit(of team: Team) throws -> AuditEntry? {
        try row("\(SQLiteTransaction.entries) ORDER BY place DESC LIMIT 1", [team.id]).map(AuditEntry.init)
    }

    func append(_ entry: AuditEntry, to team: Team) throws {
        try run(
            "INSERT INTO audit (team, place, time, actor, deed, subject, hash) VALUES (?, ?, ?, ?, ?, ?, ?)",
            [team.id, entry.place, entry.time, entry.actor, entry.deed, entry.subject, entry.hash.blob])
    }

    func audit(of team: Team, _ visit: (AuditEntry) throws -> Void) throws {
        let rows = try rows("\(SQLiteTransaction.entries) ORDER BY place", [team.id])
        while let row = try rows.next() { try visit(AuditEntry(row)) }
    }

    private static let entries = "SELECT place, time, actor, deed, subject, hash FROM audit WHERE team = ?"
}

extension AuditEntry {
    fileprivate init(_ row: Row) throws {
        self.init(
            place: row[0], time: row[1], actor: row[2], deed: row[3], subject: row[4], hash: try row.bytes(5))
    }
}
