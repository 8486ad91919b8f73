/// Finds a few steps of a failing seed that still fail in the same way: first by leaving out ever smaller shares of them
/// (Zeller's delta debugging), then by letting each sync that is left go well.
struct Shrinker {
    let steps: Int
    let kind: Trouble.Kind
    private let seed: UInt64
    /// How many more runs it may take.
    private var runsLeft = 3_000

    init(_ run: Run, steps: Int) {
        seed = run.seed
        self.steps = steps
        kind = run.trouble?.kind ?? .error
    }

    mutating func shrunk() -> Selection {
        let scenario = Scenario(seed: seed, steps: steps)
        var selection = Selection(numbers: scenario.steps.map(\.number))
        leaveOut(&selection)
        calm(&selection, scenario)
        leaveOut(&selection)
        return selection
    }

    private mutating func leaveOut(_ selection: inout Selection) {
        var share = max(selection.numbers.count / 2, 1)
        while true {
            var start = 0
            var isSmaller = false
            while start < selection.numbers.count {
                var rest = selection
                rest.numbers.removeSubrange(start..<min(start + share, rest.numbers.count))
                if fails(rest) {
                    selection = rest
                    isSmaller = true
                } else {
                    start += share
                }
            }
            if share == 1 && !isSmaller { return }
            share = max(share / 2, 1)
        }
    }

    private mutating func calm(_ selection: inout Selection, _ scenario: Scenario) {
        for step in scenario.steps where selection.numbers.contains(step.number) {
            guard case .sync(_, _, let journey) = step.event, journey != Journey() else { continue }
            var calmer = selection
            calmer.calmed.insert(step.number)
            if fails(calmer) { selection = calmer }
        }
    }

    private mutating func fails(_ selection: Selection) -> Bool {
        guard runsLeft > 0 else { return false }
        runsLeft -= 1
        let scenario = Scenario(seed: seed, steps: steps).keeping(selection)
        return Run.playing(scenario).run.trouble?.kind == kind
    }
}
