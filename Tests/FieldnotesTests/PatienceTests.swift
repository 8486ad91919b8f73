import Testing

@testable import fieldnotes

/// Many watches that lose one server wear it down neither while it is gone nor when it returns.
@Suite struct PatienceTests {
    private struct Dice: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state ^ (state >> 29)
        }
    }

    /// The moments, in virtual seconds, at which one watch asks a server that is busy until `return`, and at which it is
    /// answered.
    private func moments(seed: UInt64, until return: Double, asking wait: Int?) -> (asked: [Double], answered: Double) {
        var dice = Dice(state: seed)
        var patience = Patience()
        var now = Double.random(in: 0..<2, using: &dice)
        var asked: [Double] = []
        while now < `return` {
            asked.append(now)
            now += patience.seconds(after: .busy(seconds: wait), using: &dice)
        }
        return (asked, now)
    }

    private let crowd: [UInt64] = Array(1...1_000)

    @Test(arguments: [nil, 2, 0])
    func `a server that is busy for minutes is asked by each less than once a minute`(asks wait: Int?) {
        for seed in crowd {
            let asked = moments(seed: seed, until: 900, asking: wait).asked
            let late = asked.filter { $0 > 150 }
            #expect(zip(late, late.dropFirst()).allSatisfy { $1 - $0 > 60 }, "seed \(seed): \(asked)")
            #expect(asked.count <= 12)
        }
    }

    @Test func `when the server returns the crowd does not come at once`() {
        let answers = crowd.map { moments(seed: $0, until: 900, asking: 2).answered - 900 }
        let perTenSeconds = Dictionary(grouping: answers) { Int($0 / 10) }.mapValues(\.count)
        // A watch with nothing to do asks once in five minutes: so many of a thousand in ten seconds.
        let steady = 1_000 / 30
        #expect(answers.allSatisfy { $0 <= Patience.busySecondsMax })
        #expect((perTenSeconds.values.max() ?? 0) < 3 * steady, "\(perTenSeconds)")
    }

    @Test(arguments: [1, 40, 900, 3_600])
    func `what the server asks for is granted`(seconds: Int) {
        for seed in crowd {
            var (dice, patience) = (Dice(state: seed), Patience())
            #expect(patience.seconds(after: .busy(seconds: seconds), using: &dice) >= Double(seconds))
        }
        var patience = Patience()
        #expect(patience.seconds(after: .busy(seconds: .max)) <= 1.5 * Double(Patience.askedSecondsMax))
    }

    @Test func `a server that was out of reach is found again within a minute, however long it was gone`() {
        var patience = Patience()
        let pauses = (0..<100).map { _ in patience.seconds(after: .unreachable) }
        #expect(pauses.allSatisfy { $0 <= Patience.unreachableSecondsMax })
        #expect(pauses[0] <= 2)
        patience.reset()
        #expect(patience.seconds(after: .unreachable) <= 2)
    }
}
