import TestSupport

/// The character of one seed: how many take part, what can go wrong, how often and from when on.
struct Mix {
    let places: Int
    let records: Int
    let faults: Set<Fault>
    /// How likely a call of the network goes wrong, in percent.
    let mishapPercent: Int
    /// How likely something else goes wrong at a step, in percent.
    let troublePercent: Int
    /// From which step on anything goes wrong: some seeds are calm until late.
    let calmUntil: Int
    /// How likely a step is a sync rather than a person's act, in percent.
    let syncPercent: Int
    /// In one seed of twenty the server keeps its records in files of its own, as it does where it is run.
    let isServerInFiles: Bool

    /// - Parameter steps: how long the seed is.
    init(_ chance: inout SeededGenerator, seed: UInt64, steps: Int) {
        places = 3 + chance.below(4)
        records = 2 + chance.below(4)
        let density = chance.pick([0, 15, 30, 30, 50])
        faults = Set(Fault.allCases.filter { _ in chance.happens(density) })
        mishapPercent = faults.isEmpty ? 0 : chance.pick([5, 15, 30, 50])
        troublePercent = faults.isEmpty ? 0 : chance.pick([3, 6, 12])
        calmUntil = chance.happens(20) ? chance.below(steps) : 0
        syncPercent = chance.pick([20, 35, 50])
        isServerInFiles = seed % 20 == 7
    }

    func has(_ fault: Fault) -> Bool { faults.contains(fault) }
}
