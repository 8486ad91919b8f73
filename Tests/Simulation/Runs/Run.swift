/// What came of playing one seed.
struct Run: Codable {
    let seed: UInt64
    /// The trace as one number.
    let trace: UInt64
    let tally: [String: Int]
    let trouble: Trouble?

    /// Plays a scenario. Whatever it throws is a trouble of the seed.
    /// - Parameter isTold: whether the lines of the trace are wanted.
    static func playing(_ scenario: Scenario, isTold: Bool = false) -> (run: Run, lines: [String]) {
        var trouble: Trouble?
        var world: World?
        do {
            let made = try World(scenario, isTold: isTold)
            world = made
            try made.play()
        } catch let found as Trouble {
            trouble = found
        } catch {
            trouble = Trouble(.error, "\(error)")
        }
        let trace = world?.trace
        let run = Run(
            seed: scenario.seed, trace: trace?.hash ?? 0, tally: world?.tally ?? [:], trouble: trouble)
        return (run, trace?.lines ?? [])
    }

    /// Every so many seeds are played twice.
    static let doubledEvery: UInt64 = 100

    /// Plays a whole seed; one in a hundred twice, to see that it does the same.
    static func playing(seed: UInt64, steps: Int) -> Run {
        let scenario = Scenario(seed: seed, steps: steps)
        let run = playing(scenario).run
        guard seed.isMultiple(of: doubledEvery), run.trouble == nil else { return run }
        let again = playing(scenario).run
        guard again.trace != run.trace else { return run }
        let trouble = Trouble(.notReplayable, "played twice, the seed did not do the same")
        return Run(seed: seed, trace: run.trace, tally: run.tally, trouble: trouble)
    }
}
