/// What came of playing one seed.
struct Run: Codable {
    let seed: UInt64
    /// The trace as one number.
    let trace: UInt64
    let tally: [Happening: Int]
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
}
