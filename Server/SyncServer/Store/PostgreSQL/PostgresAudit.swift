extension PostgresTransaction: AuditTable {
    /// So many entries are fetched at a time.
    private static let batchRows: Int64 = 500

    func lastAudit(of team: Team) throws -> AuditEntry? {
        try row(
            """
            SELECT place, time, actor, deed, subject, hash FROM audit WHERE team = $1 ORDER BY place DESC LIMIT 1
            """, .integer(team.id)
        ).map(AuditEntry.init)
    }

    func append(_ entry: AuditEntry, to team: Team) throws {
        try run(
            "INSERT INTO audit (team, place, time, actor, deed, subject, hash) VALUES ($1, $2, $3, $4, $5, $6, $7)",
            .integer(team.id), .integer(entry.place), .integer(entry.time), .text(entry.actor), .text(entry.deed),
            .text(entry.subject), .bytes(entry.hash))
    }

    func audit(of team: Team, _ visit: (AuditEntry) throws -> Void) throws {
        var last = Int64.min
        while true {
            let rows = try rows(
                """
                SELECT place, time, actor, deed, subject, hash FROM audit
                WHERE team = $1 AND place > $2 ORDER BY place LIMIT $3
                """, .integer(team.id), .integer(last), .integer(PostgresTransaction.batchRows))
            for row in rows {
                let entry = AuditEntry(row)
                try visit(entry)
                last = entry.place
            }
            guard rows.count == PostgresTransaction.batchRows else { return }
        }
    }
}

extension AuditEntry {
    fileprivate init(_ row: PostgresRow) {
        self.init(
            place: row.integer(0), time: row.integer(1), actor: row.text(2), deed: row.text(3), subject: row.text(4),
            hash: row.bytes(5))
    }
}
