import SmallWorlds
import Testing

/// Every history of a small world, not some: each order of acts and deliveries of one record, with a message lost, late or
/// repeated. `make explore` goes on to three replicas and four acts.
@Suite struct ExhaustiveTests {
    struct Scope: Sendable {
        let replicas: Int
        let acts: Int
        let losses: Int
        /// Fewer worlds than this would mean that moves are missing.
        let worldsMin: Int
    }

    static let scopes =
        Effort.percent < 100
        ? [Scope(replicas: 2, acts: 2, losses: 1, worldsMin: 400)]
        : [
            Scope(replicas: 3, acts: 2, losses: 1, worldsMin: 2_000),
            Scope(replicas: 2, acts: 3, losses: 1, worldsMin: 10_000),
            Scope(replicas: 3, acts: 3, losses: 0, worldsMin: 16_000),
        ]

    @Test(arguments: scopes) func `every order of acts and deliveries ends well`(scope: Scope) {
        let found = Exploration(from: SmallWorld(replicas: scope.replicas, acts: scope.acts, losses: scope.losses))
        #expect(found.fault == nil)
        #expect(found.worlds >= scope.worldsMin)
        #expect(found.ends >= scope.worldsMin / 2)
    }
}
