import Foundation
import GRDB
import SyncModel

extension SQLiteTransaction: TeamTable {
    func life() throws -> Life {
        guard let row = try row("SELECT epoch, since, backup FROM server") else { throw DamagedRow(table: "server") }
        return Life(epoch: row.bits(0), since: row[1], backup: row[2])
    }

    func keep(_ life: Life) throws {
        try run(
            "UPDATE server SET epoch = ?, since = ?, backup = ?", [life.epoch.column, life.since, life.backup])
    }

    func isPast(life epoch: UInt64) throws -> Bool {
        try row("SELECT epoch FROM pastLife WHERE epoch = ?", [epoch.column]) != nil
    }

    func notePast(life epoch: UInt64) throws {
        try run("INSERT OR IGNORE INTO pastLife (epoch) VALUES (?)", [epoch.column])
    }

    func lastReceived(before time: Int64) throws -> Int64? {
        try row("SELECT max(received) FROM change WHERE received < ?", [time])?[0]
    }

    /// One transaction writes at a time.
    func hold(_ team: Team) {}
    func holdAll() {}

    func makeTeam(named name: String, identity: String, at time: Int64) throws -> Team? {
        guard try team(named: name) == nil, try former(name) == nil else { return nil }
        let head = Head()
        try run(
            "INSERT INTO team (name, identity, created, sequence, digest, chain) VALUES (?, ?, ?, ?, ?, ?)",
            [name, identity, time, head.sequence.column, head.digest.bytes.blob, head.chain.column])
        return Team(id: database.lastInsertedRowID, name: name)
    }

    func identity(of team: Team) throws -> String {
        guard let row = try row("SELECT identity FROM team WHERE id = ?", [team.id]) else {
            throw DamagedRow(table: "team")
        }
        return row[0]
    }

    func team(named name: String) throws -> Team? {
        try row("SELECT id, name FROM team WHERE name = ?", [name]).map { Team(id: $0[0], name: $0[1]) }
    }

    func teams() throws -> [Team] {
        try Array(rows("SELECT id, name FROM team ORDER BY name").map { Team(id: $0[0], name: $0[1]) })
    }

    /// The number of the team that once had this name.
    private func former(_ name: String) throws -> Int64? {
        try row("SELECT team FROM formerName WHERE name = ?", [name])?[0]
    }

    func rename(_ team: Team, to name: String) throws -> Bool {
        guard try self.team(named: name) == nil, try former(name) ?? team.id == team.id else { return false }
        try run("DELETE FROM formerName WHERE name = ?", [name])
        try run("INSERT INTO formerName (team, name) VALUES (?, ?)", [team.id, team.name])
        try run("UPDATE team SET name = ? WHERE id = ?", [name, team.id])
        return true
    }

    func wasCalled(_ name: String, _ team: Team) throws -> Bool { try former(name) == team.id }

    func archived(_ team: Team) throws -> Int64? {
        try row("SELECT archived FROM team WHERE id = ?", [team.id])?[0]
    }

    func archive(_ team: Team, at time: Int64?) throws {
        try run("UPDATE team SET archived = ? WHERE id = ?", [time, team.id])
    }

    func counts(of team: Team) throws -> TeamCounts {
        let counts = try row(
            """
            SELECT (SELECT count(*) FROM member WHERE team = :team AND revoked IS NULL),
                (SELECT count(*) FROM device JOIN member ON member.id = device.member
                    WHERE team = :team AND device.revoked IS NULL AND member.revoked IS NULL),
                (SELECT count(*) FROM record WHERE team = :team),
                (SELECT count(*) FROM change WHERE team = :team AND refusal IS NULL)
            """, ["team": team.id])
        guard let counts else { throw DamagedRow(table: "team") }
        return TeamCounts(members: counts[0], devices: counts[1], records: counts[2], changes: counts[3])
    }

    func head(of team: Team) throws -> Head {
        guard let row = try row("SELECT sequence, digest, chain, moved FROM team WHERE id = ?", [team.id]),
            let digest = SyncModel.Digest(try row.bytes(1))
        else { throw DamagedRow(table: "team") }
        return Head(sequence: row.bits(0), digest: digest, chain: row.bits(2), moved: row[3])
    }

    func heads(of teams: [Int64]) throws -> [Int64: UInt64] {
        var heads: [Int64: UInt64] = [:]
        for team in teams { heads[team] = try row("SELECT sequence FROM team WHERE id = ?", [team])?.bits(0) }
        return heads
    }

    func move(head: Head, of team: Team) throws {
        try run(
            "UPDATE team SET sequence = ?, digest = ?, chain = ?, moved = ? WHERE id = ?",
            [head.sequence.column, head.digest.bytes.blob, head.chain.column, head.moved, team.id])
        try run(
            "INSERT INTO link (team, sequence, chain) VALUES (?, ?, ?)",
            [team.id, head.sequence.column, head.chain.column])
    }

    func correct(digest: SyncModel.Digest, of team: Team) throws {
        try run("UPDATE team SET digest = ? WHERE id = ?", [digest.bytes.blob, team.id])
    }

    func chain(of team: Team, at sequence: UInt64) throws -> UInt64? {
        guard sequence > 0 else { return Head().chain }
        return try row(
            "SELECT chain FROM link WHERE team = ? AND sequence >= ? ORDER BY sequence LIMIT 1",
            [team.id, sequence.column])?.bits(0)
    }
}

extension [UInt8] {
    /// As a column's value.
    var blob: DatabaseValue { Data(self).databaseValue }
}
