import GRDB

extension SQLiteTransaction: MemberTable {
    func device(withTokenHash hash: [UInt8]) throws -> DeviceIdentity? {
        try identities("device.tokenHash = ?1 OR device.nextTokenHash = ?1", [hash.blob]).first
    }

    func device(_ id: Int64) throws -> DeviceIdentity? {
        try identities("device.id = ?", [id]).first
    }

    func devices(of team: Team) throws -> [DeviceIdentity] {
        try identities("team.id = ?", [team.id])
    }

    private func identities(_ condition: String, _ arguments: StatementArguments) throws -> [DeviceIdentity] {
        let rows = try rows(
            """
            SELECT device.id, team.id, team.name, member.name, member.role, device.name,
                coalesce(device.revoked, member.revoked), team.archived, device.nextTokenHash IS NOT NULL,
                coalesce(device.seen, device.created)
            FROM device JOIN member ON member.id = device.member JOIN team ON team.id = member.team
            WHERE \(condition) ORDER BY device.id
            """, arguments)
        var identities: [DeviceIdentity] = []
        while let row = try rows.next() {
            guard let role = Role(rawValue: row[4]) else { throw DamagedRow(table: "member") }
            identities.append(
                DeviceIdentity(
                    id: row[0], team: Team(id: row[1], name: row[2]), member: row[3], role: role, device: row[5],
                    revoked: row[6], isTeamArchived: row[7] as Int64? != nil, isChangingToken: row[8], heard: row[9]))
        }
        return identities
    }

    func revoked(among devices: [Int64]) throws -> [Int64] {
        try devices.filter { try device($0)?.isRevoked == true }
    }

    func admit(member name: String, role: Role, to team: Team, at time: Int64) throws -> Int64 {
        let admitted = try row(
            """
            INSERT INTO member (team, name, role, created) VALUES (?, ?, ?, ?)
            ON CONFLICT (team, name) DO UPDATE SET
                role = CASE WHEN revoked IS NULL THEN role ELSE excluded.role END, revoked = NULL
            RETURNING id
            """, [team.id, name, role.rawValue, time])
        guard let admitted else { throw DamagedRow(table: "member") }
        return admitted[0]
    }

    func add(device name: String, of member: Int64, tokenHash: [UInt8], at time: Int64) throws -> Int64 {
        try run(
            "INSERT INTO device (member, name, tokenHash, created) VALUES (?, ?, ?, ?)",
            [member, name, tokenHash.blob, time])
        return database.lastInsertedRowID
    }

    func revoke(device: Int64, at time: Int64) throws {
        try run("UPDATE device SET revoked = coalesce(revoked, ?) WHERE id = ?", [time, device])
    }

    func revoke(member name: String, of team: Team, at time: Int64) throws -> Bool {
        try run("DELETE FROM invitation WHERE team = ? AND member = ? AND used IS NULL", [team.id, name])
        let hadInvitation = database.changesCount > 0
        // The devices stay revoked when the member is admitted anew: a lost one must not come back with its owner.
        try run(
            """
            UPDATE device SET revoked = coalesce(revoked, ?)
            WHERE member IN (SELECT id FROM member WHERE team = ? AND name = ?)
            """, [time, team.id, name])
        try run(
            "UPDATE member SET revoked = coalesce(revoked, ?) WHERE team = ? AND name = ?", [time, team.id, name])
        return hadInvitation || database.changesCount > 0
    }

    // MARK: What an administrator sees and alters

    func standings(ofMembersOf team: Team) throws -> [MemberStanding] {
        let rows = try rows(
            """
            SELECT member.name, role, member.created, count(device.id) FILTER (WHERE device.revoked IS NULL),
                member.revoked
            FROM member LEFT JOIN device ON device.member = member.id
            WHERE team = ? GROUP BY member.id ORDER BY member.id
            """, [team.id])
        var standings: [MemberStanding] = []
        while let row = try rows.next() {
            guard let role = Role(rawValue: row[1]) else { throw DamagedRow(table: "member") }
            standings.append(
                MemberStanding(name: row[0], role: role, joined: row[2], devices: row[3], revoked: row[4]))
        }
        return standings
    }

    func standings(ofDevicesOf team: Team) throws -> [DeviceStanding] {
        let rows = try rows(
            """
            SELECT device.id, device.name, member.name, device.created, seen, program,
                coalesce(device.revoked, member.revoked)
            FROM device JOIN member ON member.id = device.member WHERE team = ? ORDER BY device.id
            """, [team.id])
        return try Array(
            rows.map { row in
                DeviceStanding(
                    number: row[0], device: row[1], member: row[2], joined: row[3], seen: row[4], program: row[5],
                    revoked: row[6])
            })
    }

    func change(roleOf name: String, to role: Role, in team: Team) throws -> Bool {
        try run(
            "UPDATE member SET role = ? WHERE team = ? AND name = ? AND revoked IS NULL",
            [role.rawValue, team.id, name])
        return database.changesCount > 0
    }

    func note(contactWith device: Int64, by program: String?, at time: Int64) throws {
        try run("UPDATE device SET seen = ?, program = coalesce(?, program) WHERE id = ?", [time, program, device])
    }
}
