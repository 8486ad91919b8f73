extension PostgresTransaction: InvitationTable {
    func invite(
        member: String, role: Role, to team: Team, codeHash: [UInt8], beginning: String, expires: Int64
    ) throws {
        try run(
            """
            INSERT INTO invitation (team, member, role, codeHash, beginning, expires) VALUES ($1, $2, $3, $4, $5, $6)
            """, .integer(team.id), .text(member), .text(role.rawValue), .bytes(codeHash), .text(beginning),
            .integer(expires))
    }

    func openInvitations(of team: Team) throws -> [OpenInvitation] {
        try rows(
            "SELECT beginning, member, role, expires FROM invitation WHERE team = $1 AND used IS NULL ORDER BY id",
            .integer(team.id)
        ).map { row in
            guard let role = Role(rawValue: row.text(2)) else { throw DamagedRow(table: "invitation") }
            return OpenInvitation(
                beginning: row.text(0), team: team.name, member: row.text(1), role: role, expires: row.integer(3))
        }
    }

    func takeBack(invitation beginning: String, of team: Team) throws -> Bool {
        try rows(
            "DELETE FROM invitation WHERE team = $1 AND beginning = $2 AND used IS NULL",
            .integer(team.id), .text(beginning)
        ).changedCount > 0
    }

    func useInvitation(withCodeHash hash: [UInt8], at time: Int64) throws -> StoredInvitation? {
        let used = try rows(
            "UPDATE invitation SET used = $1 WHERE codeHash = $2 AND used IS NULL AND expires > $1",
            .integer(time), .bytes(hash))
        return used.changedCount == 1 ? try invitation(withCodeHash: hash) : nil
    }

    func invitation(withCodeHash hash: [UInt8]) throws -> StoredInvitation? {
        let found = try row(
            """
            SELECT invitation.id, team.id, team.name, invitation.member, invitation.role, invitation.expires,
                invitation.device
            FROM invitation JOIN team ON team.id = invitation.team WHERE codeHash = $1
            """, .bytes(hash))
        guard let row = found else { return nil }
        guard let role = Role(rawValue: row.text(4)) else { throw DamagedRow(table: "invitation") }
        return StoredInvitation(
            id: row.integer(0), team: Team(id: row.integer(1), name: row.text(2)), member: row.text(3), role: role,
            expires: row.integer(5), device: row.integerIfAny(6))
    }

    func note(device: Int64, cameBy invitation: Int64) throws {
        try run("UPDATE invitation SET device = $1 WHERE id = $2", .integer(device), .integer(invitation))
    }
}
