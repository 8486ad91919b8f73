import SyncModel
import Testing

/// Every history of a small world, not some: up to three replicas, one record, every order of acts and deliveries, with
/// one message lost and one repeated.
@Suite struct ExhaustiveTests {
    struct Scope: Sendable {
        let replicas: Int
        let acts: Int
        let losses: Int
        let repeats: Int
        /// Fewer worlds than this would mean that moves are missing.
        let worldsMin: Int
    }

    static let scopes =
        Effort.percent < 100
        ? [Scope(replicas: 2, acts: 2, losses: 1, repeats: 1, worldsMin: 4_500)]
        : [
            Scope(replicas: 3, acts: 2, losses: 1, repeats: 1, worldsMin: 40_000),
            Scope(replicas: 2, acts: 3, losses: 1, repeats: 1, worldsMin: 130_000),
            Scope(replicas: 3, acts: 3, losses: 0, repeats: 0, worldsMin: 290_000),
        ]

    @Test(arguments: scopes) func `every order of acts and deliveries ends well`(scope: Scope) {
        let (worlds, ends) = explore(
            SmallWorld(
                replicas: scope.replicas, acts: scope.acts, losses: scope.losses, repeats: scope.repeats))
        #expect(worlds >= scope.worldsMin)
        #expect(ends >= scope.worldsMin / 20)
    }

    /// Plays every move from every world that can be reached, each world once.
    private func explore(_ start: SmallWorld) -> (worlds: Int, ends: Int) {
        var known: Set<Int> = [start.hashValue]
        var open = [start]
        var ends = 0
        while let world = open.popLast() {
            if world.isSettled {
                ends += 1
                var drained = world
                drained.drain()
                if let fault = drained.fault {
                    Issue.record("\(fault), after \(world)")
                    return (known.count, ends)
                }
            }
            for move in world.moves {
                var next = world
                next.make(move)
                if known.insert(next.hashValue).inserted { open.append(next) }
            }
        }
        return (known.count, ends)
    }
}
