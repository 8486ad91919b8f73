extension PostgresTransaction: MemberTable {
    func device(withTokenHash hash: [UInt8]) throws -> DeviceIdentity? {
        try identities("device.tokenHash = $1 OR device.nextTokenHash = $1", .bytes(hash)).first
    }

    func device(_ id: Int64) throws -> DeviceIdentity? {
        try identities("device.id = $1", .integer(id)).first
    }

    func devices(of team: Team) throws -> [DeviceIdentity] {
        try identities("device.team = $1", .integer(team.id))
    }

    private func identities(_ condition: String, _ value: PostgresValue) throws -> [DeviceIdentity] {
        try rows(
            """
            SELECT device.id, team.id, team.name, member.name, member.role, device.name,
                coalesce(device.revoked, member.revoked), team.archived,
                (device.nextTokenHash IS NOT NULL)::integer::bigint, coalesce(device.seen, device.created)
            FROM device JOIN member ON member.id = device.member JOIN team ON team.id = member.team
            WHERE \(condition) ORDER BY device.id
            """, value
        ).map { row in
            guard let role = Role(rawValue: row.text(4)) else { throw DamagedRow(table: "member") }
            return DeviceIdentity(
                id: row.integer(0), team: Team(id: row.integer(1), name: row.text(2)), member: row.text(3), role: role,
                device: row.text(5), revoked: row.integerIfAny(6), isTeamArchived: !row.isNull(7),
                isChangingToken: row.integer(8) == 1, heard: row.integer(9))
        }
    }

    func revoked(among devices: [Int64]) throws -> [Int64] {
        try rows(
            """
            SELECT device.id FROM device JOIN member ON member.id = device.member
            WHERE device.id = ANY (string_to_array($1, ',')::bigint[])
                AND (device.revoked IS NOT NULL OR member.revoked IS NOT NULL)
            """, .list(devices)
        ).map { $0.integer(0) }
    }

    func admit(member name: String, role: Role, to team: Team, at time: Int64) throws -> Int64 {
        let admitted = try row(
            """
            INSERT INTO member (team, name, role, created) VALUES ($1, $2, $3, $4)
            ON CONFLICT (team, name) DO UPDATE SET
                role = CASE WHEN member.revoked IS NULL THEN member.role ELSE excluded.role END, revoked = NULL
            RETURNING id
            """, .integer(team.id), .text(name), .text(role.rawValue), .integer(time))
        guard let admitted else { throw DamagedRow(table: "member") }
        return admitted.integer(0)
    }

    func add(device name: String, of member: Int64, tokenHash: [UInt8], at time: Int64) throws -> Int64 {
        let added = try row(
            """
            INSERT INTO device (team, member, name, tokenHash, created)
            SELECT team, id, $2, $3, $4 FROM member WHERE id = $1 RETURNING id
            """, .integer(member), .text(name), .bytes(tokenHash), .integer(time))
        guard let added else { throw DamagedRow(table: "device") }
        return added.integer(0)
    }

    func revoke(device: Int64, at time: Int64) throws {
        try run("UPDATE device SET revoked = coalesce(revoked, $1) WHERE id = $2", .integer(time), .integer(device))
    }

    func revoke(member name: String, of team: Team, at time: Int64) throws -> Bool {
        let invitations = try rows(
            "DELETE FROM invitation WHERE team = $1 AND member = $2 AND used IS NULL", .integer(team.id), .text(name))
        // The devices stay revoked when the member is admitted anew: a lost one must not come back with its owner.
        try run(
            """
            UPDATE device SET revoked = coalesce(revoked, $1)
            WHERE member IN (SELECT id FROM member WHERE team = $2 AND name = $3)
            """, .integer(time), .integer(team.id), .text(name))
        let members = try rows(
            "UPDATE member SET revoked = coalesce(revoked, $1) WHERE team = $2 AND name = $3",
            .integer(time), .integer(team.id), .text(name))
        return invitations.changedCount + members.changedCount > 0
    }

    // MARK: What an administrator sees and alters

    func standings(ofMembersOf team: Team) throws -> [MemberStanding] {
        try rows(
            """
            SELECT member.name, role, member.created, count(device.id) FILTER (WHERE device.revoked IS NULL),
                member.revoked
            FROM member LEFT JOIN device ON device.member = member.id
            WHERE member.team = $1 GROUP BY member.id ORDER BY member.id
            """, .integer(team.id)
        ).map { row in
            guard let role = Role(rawValue: row.text(1)) else { throw DamagedRow(table: "member") }
            return MemberStanding(
                name: row.text(0), role: role, joined: row.integer(2), devices: Int(row.integer(3)),
                revoked: row.integerIfAny(4))
        }
    }

    func standings(ofDevicesOf team: Team) throws -> [DeviceStanding] {
        try rows(
            """
            SELECT device.id, device.name, member.name, device.created, seen, program,
                coalesce(device.revoked, member.revoked)
            FROM device JOIN member ON member.id = device.member WHERE device.team = $1 ORDER BY device.id
            """, .integer(team.id)
        ).map { row in
            DeviceStanding(
                number: row.integer(0), device: row.text(1), member: row.text(2), joined: row.integer(3),
                seen: row.integerIfAny(4), program: row.textIfAny(5), revoked: row.integerIfAny(6))
        }
    }

    func change(roleOf name: String, to role: Role, in team: Team) throws -> Bool {
        try rows(
            "UPDATE member SET role = $1 WHERE team = $2 AND name = $3 AND revoked IS NULL",
            .text(role.rawValue), .integer(team.id), .text(name)
        ).changedCount > 0
    }

    func note(contactWith device: Int64, by program: String?, at time: Int64) throws {
        try run(
            "UPDATE device SET seen = $1, program = coalesce($2, program) WHERE id = $3",
            .integer(time), .text(program), .integer(device))
    }
}
