import TestSupport

/// Everything that a seed decides beforehand: who takes part, and what happens in which order.
struct Scenario {
    let seed: UInt64
    let mix: Mix
    var steps: [Step]

    init(seed: UInt64, steps count: Int) {
        self.seed = seed
        var chance = SeededGenerator(seed: seed &* 0x9E37_79B9_7F4A_7C15)
        let mix = Mix(&chance, seed: seed, steps: count)
        self.mix = mix
        let draw = Draw(mix: mix)
        steps = (0..<count).map { number in
            let gap = chance.span(upTo: 600_000)
            return Step(number: number, gap: gap, event: draw.event(number, &chance))
        }
    }
}
