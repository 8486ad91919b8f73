import SyncModel
import Testing

/// Outbox, outcomes, pages and troubles over the real rule: no edit lost, no replica apart, no outbox stuck, nothing unseen
/// hidden.
@Suite struct PureWorldTests {
    static let histories = Effort.histories(1_000)

    @Test(arguments: PureWorld.Trouble.allCases)
    func `every history ends well`(trouble: PureWorld.Trouble) {
        var played = 0
        var verdicts: Set<String> = []
        for seed in 0..<Self.histories {
            var world = PureWorld(seed: seed, trouble: trouble)
            world.play()
            if let fault = world.fault {
                Issue.record("\(fault): replay with PureWorld(seed: \(seed), trouble: .\(trouble))")
                break
            }
            verdicts.formUnion(world.verdicts.keys)
            played += 1
        }
        #expect(played == Self.histories)
        // A world in which something never happens would prove nothing about it.
        let ordinary: Set = ["accepted", "concurrent", "duplicate", "refused", "stampInFuture"]
        #expect(Effort.percent < 100 || verdicts.isSuperset(of: ordinary.union(trouble.verdicts)))
    }
}

extension PureWorld.Trouble {
    /// What a server must have answered in some history with this trouble.
    fileprivate var verdicts: Set<String> {
        switch self {
        case .network: []
        case .copies: ["forked"]
        case .putBack, .machinePutBack: ["behind"]
        case .restoreAmongCopies, .putBackAmongCopies: ["behind", "forked"]
        }
    }
}
