import SyncModel
import Synchronization
import TestSupport

/// Fresh replica ids, a line of its own for each place: what one place draws does not depend on what others drew.
final class ReplicaNames: Sendable {
    private let generator: Mutex<SeededGenerator>

    init(seed: UInt64, place: Int) {
        generator = Mutex(SeededGenerator(seed: seed &+ 1_000_003 &* UInt64(place + 1)))
    }

    func next() -> ReplicaID {
        generator.withLock { ReplicaID.random(using: &$0) }
    }
}
