import ArgumentParser
import Foundation

/// Plays seeds: many devices, their people, one server and a bad network, in this process and in virtual time.
@main struct Simulation: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "simulation", abstract: "Tries to lose what people wrote, and says how often it failed to.")

    @Option(help: "The first seed.") var seed: UInt64 = 1
    @Option(help: "How many seeds. One alone is told line by line.") var seeds: UInt64 = 1
    @Option(help: "How long each seed is.") var steps = 300
    @Option(help: "Of one seed, only these steps: 3,17,40~.") var only: String?
    @Option(help: "How many processes play.") var workers = ProcessInfo.processInfo.activeProcessorCount
    @Option(help: "A file of seeds that failed before, to be played first.") var past: String?
    @Flag(help: .hidden) var player = false

    private static let reportedEvery = 250

    func run() throws {
        if player { return try Player.serve(steps: steps) }
        let isWell = seeds == 1 ? playOne() : try playPast() && playMany()
        if !isWell { throw ExitCode.failure }
    }

    // MARK: One

    private func playOne() -> Bool {
        let whole = Scenario(seed: seed, steps: steps)
        let scenario = only.flatMap { Selection($0) }.map(whole.keeping) ?? whole
        let mix = scenario.mix
        print("seed \(seed): \(mix.places) devices, \(mix.records) notes; " + mix.names)
        let (run, lines) = Run.playing(scenario, isTold: true)
        lines.forEach { print($0) }
        guard let trouble = run.trouble else {
            print("trace \(run.trace)")
            return true
        }
        print("\(trouble.kind.rawValue): \(trouble.words)")
        if only == nil { tellShrunk(run) }
        return false
    }

    // MARK: Many

    private func playPast() throws -> Bool {
        var isWell = true
        for seed in try past.map(PastSeed.read) ?? [] {
            let run = seed.play()
            guard run.trouble != nil else { continue }
            tell(run, steps: seed.steps, only: seed.only)
            isWell = false
        }
        return isWell
    }

    private func playMany() -> Bool {
        let start = ContinuousClock.now
        let count = seeds
        let sum = Fleet(first: seed, count: seeds, steps: steps).play(workers: workers) { run, sum in
            let isTold = run.trouble != nil || sum.played.isMultiple(of: Simulation.reportedEvery)
            guard isTold else { return }
            // Apart from the result, and at once, wherever that goes: a night's run may be cut short.
            let failed = sum.failed.map { String($0.seed) }.joined(separator: ", ")
            let line = "\(sum.played) of \(count) seeds played, failed: \(failed.isEmpty ? "none" : failed)\n"
            FileHandle.standardError.write(Data(line.utf8))
        }
        let seconds = Double((ContinuousClock.now - start).components.seconds)
        Happening.told(sum.tally).forEach { print($0) }
        print("\(sum.played) seeds of \(steps) steps in \(Int(seconds)) s, \(sum.failed.count) failed")
        sum.failed.forEach { tell($0, steps: steps) }
        if let first = sum.failed.first { tellShrunk(first) }
        return sum.failed.isEmpty && hasMetAll(sum)
    }

    /// Whether everything happened that so many seeds ought to meet.
    private func hasMetAll(_ sum: Fleet.Sum) -> Bool {
        guard sum.played >= Happening.seedsThatMeetAll else { return true }
        let missed = Happening.expected.filter { sum.tally[$0] == nil }
        missed.forEach { print("never happened: \($0.rawValue)") }
        return missed.isEmpty
    }

    private func tell(_ run: Run, steps: Int, only: Selection? = nil) {
        guard let trouble = run.trouble else { return }
        print("seed \(run.seed) · \(trouble.kind.rawValue): \(trouble.words)")
        print("  \(replay(run, steps: steps, only: only))")
    }

    /// The command that plays it again.
    private func replay(_ run: Run, steps: Int, only: Selection?) -> String {
        let length = steps == 300 ? "" : " STEPS=\(steps)"
        return "make sim SEED=\(run.seed)\(length)" + (only.map { " ONLY=\($0.text)" } ?? "")
    }

    private func tellShrunk(_ run: Run) {
        guard let kind = run.trouble?.kind, kind != .crashed, kind != .notReplayable else { return }
        var shrinker = Shrinker(run, steps: steps)
        let only = shrinker.shrunk()
        print("the same in \(only.numbers.count) steps:")
        print("  \(replay(run, steps: steps, only: only))")
    }
}

extension Mix {
    /// What can go wrong, in words.
    var names: String {
        faults.isEmpty ? "nothing goes wrong" : faults.map(\.rawValue).sorted().joined(separator: ", ")
    }
}
