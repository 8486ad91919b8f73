import Foundation
import TestPostgres
import Testing

/// Two servers on a primary and its standby, of which the primary dies while everybody writes.
@Suite struct FailoverTests {
    @Test(.timeLimit(.minutes(5)), arguments: 1...Chance.failovers)
    func `where commits wait for the standby, nothing is lost or done twice, and cursors go on there`(round: Int) throws
    {
        let pair = try PostgresPair(isAwaited: true)
        let (team, traffic) = try begin(on: pair)
        let life = try pair.life(in: pair.before)
        try traffic.flow {
            usleep(.random(in: 1_000_000...2_000_000))
            try pair.primary.die()
            usleep(.random(in: 0...1_000_000))
            try pair.promote()
            usleep(2_000_000)
        }
        try traffic.expectAgreement("round \(round)", in: pair.after)
        #expect(try pair.life(in: pair.after) == life)
        #expect(traffic.repetitions > 0)
        try team.server.admin("doctor")
    }

    @Test(.timeLimit(.minutes(2)))
    func `where they did not wait, a new life begins, and devices give back what the standby lacks`() throws {
        let pair = try PostgresPair(isAwaited: false)
        let team = try Team(server: ServerProcess(on: pair.url))
        let (sam, priya) = (try team.laptop(of: "Sam Okafor"), try team.laptop(of: "Priya Nair"))
        let note = try sam.add("Known to both.")
        try team.meet(sam, priya)
        let life = try pair.life(in: pair.before)
        try pair.part()
        let late = try sam.add("Written last.")
        try team.meet(sam, priya)
        try pair.primary.die()
        try pair.promote()
        #expect(Child.await(seconds: 20) { (try? sam.start("sync").finish().code) == 0 })
        try team.meet(sam, priya)
        #expect(try pair.life(in: pair.after) != life)
        for laptop in [sam, priya] { #expect(try Set(laptop.exported().keys) == [note, late]) }
        #expect(try sam.digest() == priya.digest())
    }

    @Test func `a standby alone is not served from, and the administrator is told why`() throws {
        let pair = try PostgresPair(isAwaited: false)
        let server = try ServerProcess(on: pair.url)
        try pair.primary.die()
        let run = try server.admin("doctor", expecting: 7)
        #expect(run.complained.contains("standby"), "\(run)")
    }

    private func begin(on pair: PostgresPair) throws -> (team: Team, traffic: Traffic) {
        let servers = try (0..<2).map { _ in try ServerProcess(on: pair.url) }
        try pair.before.pauseBeforeCommits()
        let team = try Team(server: servers[0])
        return (team, try Traffic(of: team, at: servers))
    }
}

extension PostgresPair {
    /// What every cursor bears.
    fileprivate func life(in database: PostgresDatabase) throws -> String {
        try database.run("SELECT epoch FROM fieldnotes.server")
    }
}
