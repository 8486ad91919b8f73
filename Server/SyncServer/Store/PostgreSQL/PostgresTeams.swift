import SyncModel

extension PostgresTransaction: TeamTable {
    func life() throws -> Life {
        guard let row = try row("SELECT epoch, since, backup FROM server") else { throw DamagedRow(table: "server") }
        return Life(epoch: row.bits(0), since: row.integerIfAny(1), backup: row.integerIfAny(2))
    }

    func keep(_ life: Life) throws {
        try run(
            "UPDATE server SET epoch = $1, since = $2, backup = $3",
            .bits(life.epoch), .integer(life.since), .integer(life.backup))
    }

    func isPast(life epoch: UInt64) throws -> Bool {
        try row("SELECT epoch FROM pastLife WHERE epoch = $1", .bits(epoch)) != nil
    }

    func notePast(life epoch: UInt64) throws {
        try run("INSERT INTO pastLife (epoch) VALUES ($1) ON CONFLICT DO NOTHING", .bits(epoch))
    }

    func lastReceived(before time: Int64) throws -> Int64? {
        try row("SELECT max(received) FROM change WHERE received < $1", .integer(time))?.integerIfAny(0)
    }

    /// Held to the end of the transaction, so that the order of sequences is that of commits: a reader who has seen one has
    /// seen all before it. Those who only refer to the team are not kept waiting.
    func hold(_ team: Team) throws {
        try run("SELECT FROM team WHERE id = $1 FOR NO KEY UPDATE", .integer(team.id))
    }

    /// In one order, so that no two wait for each other.
    func holdAll() throws {
        try run("SELECT FROM team ORDER BY id FOR NO KEY UPDATE")
    }

    func makeTeam(named name: String, identity: String, at time: Int64) throws -> Team? {
        guard try former(name) == nil else { return nil }
        let head = Head()
        return try row(
            """
            INSERT INTO team (name, identity, created, sequence, digest, chain, moved)
            VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (name) DO NOTHING RETURNING id
            """,
            .text(name), .text(identity), .integer(time), .bits(head.sequence), .bytes(head.digest.bytes),
            .bits(head.chain), .integer(head.moved)
        ).map { Team(id: $0.integer(0), name: name) }
    }

    func identity(of team: Team) throws -> String {
        guard let row = try row("SELECT identity FROM team WHERE id = $1", .integer(team.id)) else {
            throw DamagedRow(table: "team")
        }
        return row.text(0)
    }

    func team(named name: String) throws -> Team? {
        try row("SELECT id, name FROM team WHERE name = $1", .text(name)).map {
            Team(id: $0.integer(0), name: $0.text(1))
        }
    }

    func teams() throws -> [Team] {
        try rows("SELECT id, name FROM team ORDER BY name").map { Team(id: $0.integer(0), name: $0.text(1)) }
    }

    /// The number of the team that once had this name.
    private func former(_ name: String) throws -> Int64? {
        try row("SELECT team FROM formerName WHERE name = $1", .text(name))?.integer(0)
    }

    func rename(_ team: Team, to name: String) throws -> Bool {
        guard try self.team(named: name) == nil, try former(name) ?? team.id == team.id else { return false }
        try run("DELETE FROM formerName WHERE name = $1", .text(name))
        try run("INSERT INTO formerName (team, name) VALUES ($1, $2)", .integer(team.id), .text(team.name))
        try run("UPDATE team SET name = $1 WHERE id = $2", .text(name), .integer(team.id))
        return true
    }

    func wasCalled(_ name: String, _ team: Team) throws -> Bool { try former(name) == team.id }

    func archived(_ team: Team) throws -> Int64? {
        try row("SELECT archived FROM team WHERE id = $1", .integer(team.id))?.integerIfAny(0)
    }

    func archive(_ team: Team, at time: Int64?) throws {
        try run("UPDATE team SET archived = $1 WHERE id = $2", .integer(time), .integer(team.id))
    }

    func counts(of team: Team) throws -> TeamCounts {
        let counts = try row(
            """
            SELECT (SELECT count(*) FROM member WHERE team = $1 AND revoked IS NULL),
                (SELECT count(*) FROM device JOIN member ON member.id = device.member
                    WHERE member.team = $1 AND device.revoked IS NULL AND member.revoked IS NULL),
                (SELECT count(*) FROM record WHERE team = $1),
                (SELECT count(*) FROM change WHERE team = $1 AND refusal IS NULL)
            """, .integer(team.id))
        guard let counts else { throw DamagedRow(table: "team") }
        return TeamCounts(
            members: Int(counts.integer(0)), devices: Int(counts.integer(1)), records: Int(counts.integer(2)),
            changes: Int(counts.integer(3)))
    }

    func head(of team: Team) throws -> Head {
        let found = try row("SELECT sequence, digest, chain, moved FROM team WHERE id = $1", .integer(team.id))
        guard let row = found, let digest = SyncModel.Digest(row.bytes(1)) else { throw DamagedRow(table: "team") }
        return Head(sequence: row.bits(0), digest: digest, chain: row.bits(2), moved: row.integer(3))
    }

    func heads(of teams: [Int64]) throws -> [Int64: UInt64] {
        let found = try rows(
            "SELECT id, sequence FROM team WHERE id = ANY (string_to_array($1, ',')::bigint[])", .list(teams))
        return Dictionary(found.map { ($0.integer(0), $0.bits(1)) }) { first, _ in first }
    }

    func move(head: Head, of team: Team) throws {
        try run(
            "UPDATE team SET sequence = $1, digest = $2, chain = $3, moved = $4 WHERE id = $5",
            .bits(head.sequence), .bytes(head.digest.bytes), .bits(head.chain), .integer(head.moved), .integer(team.id))
        try run(
            "INSERT INTO link (team, sequence, chain) VALUES ($1, $2, $3)",
            .integer(team.id), .bits(head.sequence), .bits(head.chain))
    }

    func correct(digest: SyncModel.Digest, of team: Team) throws {
        try run("UPDATE team SET digest = $1 WHERE id = $2", .bytes(digest.bytes), .integer(team.id))
    }

    func chain(of team: Team, at sequence: UInt64) throws -> UInt64? {
        guard sequence > 0 else { return Head().chain }
        return try row(
            "SELECT chain FROM link WHERE team = $1 AND sequence >= $2 ORDER BY sequence LIMIT 1",
            .integer(team.id), .bits(sequence))?.bits(0)
    }
}
