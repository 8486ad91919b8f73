import SyncClient
import SyncModel
import TestSupport

/// A laptop, and what it said that it had saved.
final class LedgerOfLaptop {
    let laptop: Laptop
    private var saved: [String: String] = [:]
    /// What writing did not return from since it last did: one of these may be there.
    private var attempted: [String: Set<String>] = [:]
    private var count = 0

    init(of laptop: Laptop) {
        self.laptop = laptop
    }

    /// Writes one of a few notes, in few words or in many.
    func write(using chance: inout SeededGenerator) throws {
        let key = "\(laptop.author)\(Int.random(in: 0..<5, using: &chance))"
        count += 1
        let text = "\(count) " + String(repeating: "word ", count: Int.random(in: 0..<700, using: &chance))
        attempted[key, default: []].insert(text)
        try laptop.write(text, to: key)
        saved[key] = text
        attempted = [:]
    }

    /// - Throws: ``PowerCutStory/Loss``.
    func check() throws {
        if let damage = try laptop.replica.damage() { throw PowerCutStory.Loss(description: damage) }
        for (key, texts) in attempted {
            if let found = try laptop.text(of: key), texts.contains(found) { saved[key] = found }
        }
        attempted = [:]
        for (key, text) in saved {
            let found = try laptop.text(of: key)
            guard found == text else {
                throw PowerCutStory.Loss(
                    description: "\(key) was saved as \(text.prefix(9)), and is \(found?.prefix(9) ?? "not there")")
            }
        }
    }
}
