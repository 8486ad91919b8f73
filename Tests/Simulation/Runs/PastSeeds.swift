import Foundation

/// Seeds that failed once, kept beside the code and played before all others: `SEED STEPS [only]  # what it was`.
struct PastSeed {
    let seed: UInt64
    let steps: Int
    let only: Selection?

    static func read(_ path: String) throws -> [PastSeed] {
        try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").compactMap { line in
            let words = line.prefix { $0 != "#" }.split(separator: " ")
            guard words.count >= 2, let seed = UInt64(words[0]), let steps = Int(words[1]) else { return nil }
            return PastSeed(seed: seed, steps: steps, only: words.count > 2 ? Selection(String(words[2])) : nil)
        }
    }

    func play() -> Run {
        let whole = Scenario(seed: seed, steps: steps)
        return Run.playing(only.map(whole.keeping) ?? whole).run
    }
}
