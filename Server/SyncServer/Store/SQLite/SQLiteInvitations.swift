import GRDB

extension SQLiteTransaction: InvitationTable {
    func invite(
        member: String, role: Role, to team: Team, codeHash: [UInt8], beginning: String, expires: Int64
    ) throws {
        try run(
            "INSERT INTO invitation (team, member, role, codeHash, beginning, expires) VALUES (?, ?, ?, ?, ?, ?)",
            [team.id, member, role.rawValue, codeHash.blob, beginning, expires])
    }

    func openInvitations(of team: Team) throws -> [OpenInvitation] {
        let rows = try rows(
            "SELECT beginning, member, role, expires FROM invitation WHERE team = ? AND used IS NULL ORDER BY id",
            [team.id])
        var invitations: [OpenInvitation] = []
        while let row = try rows.next() {
            guard let role = Role(rawValue: row[2]) else { throw DamagedRow(table: "invitation") }
            invitations.append(
                OpenInvitation(beginning: row[0], team: team.name, member: row[1], role: role, expires: row[3]))
        }
        return invitations
    }

    func takeBack(invitation beginning: String, of team: Team) throws -> Bool {
        try run("DELETE FROM invitation WHERE team = ? AND beginning = ? AND used IS NULL", [team.id, beginning])
        return database.changesCount > 0
    }

    func useInvitation(withCodeHash hash: [UInt8], at time: Int64) throws -> StoredInvitation? {
        try run(
            "UPDATE invitation SET used = ? WHERE codeHash = ? AND used IS NULL AND expires > ?",
            [time, hash.blob, time])
        return database.changesCount == 1 ? try invitation(withCodeHash: hash) : nil
    }

    func invitation(withCodeHash hash: [UInt8]) throws -> StoredInvitation? {
        let found = try row(
            """
            SELECT invitation.id, team.id, team.name, invitation.member, invitation.role, invitation.expires,
                invitation.device
            FROM invitation JOIN team ON team.id = invitation.team WHERE codeHash = ?
            """, [hash.blob])
        guard let row = found else { return nil }
        guard let role = Role(rawValue: row[4]) else { throw DamagedRow(table: "invitation") }
        return StoredInvitation(
            id: row[0], team: Team(id: row[1], name: row[2]), member: row[3], role: role, expires: row[5],
            device: row[6])
    }

    func note(device: Int64, cameBy invitation: Int64) throws {
        try run("UPDATE invitation SET device = ? WHERE id = ?", [device, invitation])
    }
}
