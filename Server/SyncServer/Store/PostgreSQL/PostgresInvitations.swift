extension PostgresTransaction: InvitationTable {
    func invite(member: String, role: Role, to team: Team, codeHash: [UInt8], expires: Int64) throws {
        try run(
            "INSERT INTO invitation (team, member, role, codeHash, expires) VALUES ($1, $2, $3, $4, $5)",
            .integer(team.id), .text(member), .text(role.rawValue), .bytes(codeHash), .integer(expires))
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
