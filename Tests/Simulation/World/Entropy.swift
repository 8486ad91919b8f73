import Synchronization
import TestSupport

/// Random bytes that a seed replays.
final class Entropy: Sendable {
    private let generator: Mutex<SeededGenerator>

    init(seed: UInt64) {
        generator = Mutex(SeededGenerator(seed: seed))
    }

    func bytes(_ count: Int) -> [UInt8] {
        generator.withLock { chance in (0..<count).map { _ in UInt8.random(in: 0...255, using: &chance) } }
    }
}
