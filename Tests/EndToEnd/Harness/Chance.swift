import Foundation

/// Chance that can be replayed: `FIELDNOTES_TEST_SEED` sets the seed, `FIELDNOTES_TEST_KILLS` how often each program is killed,
/// `FIELDNOTES_TEST_FAULTS` how often each kind of fault is done, `FIELDNOTES_TEST_SECONDS` how long many write at once, and `FIELDNOTES_TEST_FAILOVERS` how often a standby takes over.
struct Chance: RandomNumberGenerator {
    let seed: UInt64
    private var state: UInt64

    init() {
        seed = Chance.number("FIELDNOTES_TEST_SEED") ?? UInt64.random(in: 0...UInt64.max)
        state = seed
    }

    init(seed: UInt64) {
        self.seed = seed
        state = seed
    }

    static let kills = Int(number("FIELDNOTES_TEST_KILLS") ?? 60)
    static let faults = Int(number("FIELDNOTES_TEST_FAULTS") ?? 10)
    static let failovers = Int(number("FIELDNOTES_TEST_FAILOVERS") ?? 1)
    static let seconds = Int(number("FIELDNOTES_TEST_SECONDS") ?? 10)

    private static func number(_ name: String) -> UInt64? {
        ProcessInfo.processInfo.environment[name].flatMap(UInt64.init)
    }

    /// SplitMix64.
    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }
}
