import Foundation
import TestPostgres
import Testing

/// Two servers on one database, eight writers at each, and commits that are late by chance: a reader who goes by its cursor
/// must miss nothing.
@Suite struct LateCommitTests {
    @Test(.timeLimit(.minutes(5)))
    func `no reader misses a change, and none is there twice, whoever is killed amid it all`() throws {
        let cluster = try PostgresCluster()
        let database = try cluster.database()
        let (team, servers) = try begin(on: database)
        let traffic = try Traffic(of: team, at: servers)
        var chance = Chance()
        let blows = [servers[0].strike, servers[1].strike, cluster.crash]
        try traffic.flow {
            let end = ContinuousClock.now + .seconds(Chance.seconds)
            while ContinuousClock.now < end {
                for blow in blows.shuffled(using: &chance) {
                    usleep(.random(in: 800_000...2_500_000, using: &chance))
                    try blow()
                }
            }
        }
        try traffic.expectAgreement("seed \(chance.seed)", in: database)
        #expect(traffic.acknowledged.count > 5 * Chance.seconds && traffic.repetitions > 0 && traffic.pages > 20)
        try servers[0].admin("doctor")
    }

    @Test(.timeLimit(.minutes(2))) func `where sequences came from a SERIAL, the same readers do miss changes`() throws
    {
        let database = try PostgresCluster.shared.get().database()
        let (team, servers) = try begin(on: database)
        let traffic = try Traffic(of: team, at: servers)
        try database.numberAsASerialDoes()
        for _ in 0..<10 where traffic.missed.isEmpty { traffic.flow { usleep(2_000_000) } }
        #expect(traffic.complaints.isEmpty)
        #expect(!traffic.missed.isEmpty)
    }

    private func begin(on database: PostgresDatabase) throws -> (team: Team, servers: [ServerProcess]) {
        let servers = try (0..<2).map { _ in try ServerProcess(on: database.url) }
        try database.pauseBeforeCommits()
        return (try Team(server: servers[0]), servers)
    }
}

extension ServerProcess {
    /// Dies as in a power cut, and is started again at once.
    fileprivate func strike() throws {
        try kill()
        try start()
    }
}
