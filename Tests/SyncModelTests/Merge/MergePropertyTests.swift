import Testing

@testable import SyncModel

/// What holds of every merge, over texts that two people changed at random.
@Suite struct MergePropertyTests {
    @Test func `it does not matter which replica's side is looked at first`() {
        var clean = 0
        for number in 0..<Effort.histories(2_000) {
            var seed = Seed(number)
            let texts = seed.threeTexts()
            let (left, right) = (Self.state(texts, swapped: false), Self.state(texts, swapped: true))
            let shown = left.shown(.body, rule: .text)
            #expect(shown?.value == right.shown(.body, rule: .text)?.value, "seed \(number)")
            if shown?.isMerged ?? false { clean += 1 }
        }
        #expect(clean > Effort.histories(400))
    }

    @Test func `a block that both sides kept is in the merged text`() {
        for number in 0..<Effort.histories(2_000) {
            var seed = Seed(number)
            let (base, first, second) = seed.threeTexts()
            guard let merged = ThreeWayMerge.merged(base: base, first: first, second: second) else { continue }
            let (mine, theirs, both) = (
                Blocks.tally(Blocks(first).blocks), Blocks.tally(Blocks(second).blocks),
                Blocks.tally(Blocks(merged).blocks)
            )
            for (block, count) in Blocks.tally(Blocks(base).blocks) {
                let kept = min(count, mine[block, default: 0], theirs[block, default: 0])
                #expect(both[block, default: 0] >= kept, "seed \(number)")
            }
        }
    }

    @Test func `a block that either side wrote is in the merged text`() {
        for number in 0..<Effort.histories(2_000) {
            var seed = Seed(number)
            let (base, first, second) = seed.threeTexts()
            guard let merged = ThreeWayMerge.merged(base: base, first: first, second: second) else { continue }
            let old = Blocks.tally(Blocks(base).blocks)
            for block in Blocks(first).blocks.map(\.text) + Blocks(second).blocks.map(\.text) where old[block] == nil {
                #expect(Blocks.tally(Blocks(merged).blocks)[block] != nil, "seed \(number)")
            }
        }
    }

    /// Two siblings over one base; who wrote which is exchanged, with their stamps and dots, when `swapped`.
    private static func state(
        _ texts: (base: [UInt8], first: [UInt8], second: [UInt8]), swapped: Bool
    ) -> RecordState {
        let base = Value(text: String(decoding: texts.base, as: UTF8.self))
        let first = Value(text: String(decoding: texts.first, as: UTF8.self))
        let second = Value(text: String(decoding: texts.second, as: UTF8.self))
        let edits = [
            change(2, 1, [.body: (first, [dot(1, 1)])], seen: context((1, 1)), stamp: 2),
            change(3, 1, [.body: (second, [dot(1, 1)])], seen: context((1, 1)), stamp: 3),
        ]
        var state = RecordState()
        let history: History = { _, asked in
            asked == dot(1, 1) ? Register.Entry(dot: asked, value: base, replaces: []) : nil
        }
        state.apply(change(1, 1, [.body: (base, [])]))
        for edit in swapped ? edits.reversed() : edits { state.apply(edit, history: history) }
        return state
    }
}

extension Seed {
    /// A text and what two people made of it.
    mutating func threeTexts() -> (base: [UInt8], first: [UInt8], second: [UInt8]) {
        let base = text()
        return (base, edited(base), edited(base))
    }
}
