import Foundation
import Notebook
import ReformNotes
import SyncClient
import SyncModel
import Synchronization

/// A notebook on a replica in a directory of its own, taken away with it; its clock moves only when told.
final class Workplace {
    let notebook: Notebook
    let directory: String
    let device: String

    /// 15 February 2023, 08:00 UTC.
    static let start: Int64 = 1_676_448_000_000
    static let item = "independent-reviewing-officers"

    init(author: String = "Sam Okafor", device: String = "sam-laptop", seed: UInt64 = 1) throws {
        self.device = device
        directory = NSTemporaryDirectory() + "notebook-\(UUID().uuidString)"
        let time = ManualClock()
        clock = time
        let random = Mutex(Seeded(state: seed))
        let replica = try Replica.create(
            at: directory, author: author, device: device,
            Notebook.surroundings(
                clock: { time.now }, draw: { random.withLock { ReplicaID.random(using: &$0) } }, purpose: "test"))
        notebook = Notebook(replica: replica, catalogue: .bundled, random: Seeded(state: seed + 1_000))
    }

    private let clock: ManualClock

    deinit { try? FileManager.default.removeItem(atPath: directory) }

    func pass(minutes: Int64) { clock.advance(minutes * 60_000) }

    func draft(_ body: String, about item: String = Workplace.item) -> Note {
        Note(about: NoteTarget(item: item), body: body, author: "", created: "")
    }
}

/// A clock that stands still between two orders.
private final class ManualClock: Sendable {
    private let milliseconds = Mutex<Int64>(Workplace.start)

    var now: Int64 { milliseconds.withLock { $0 } }
    func advance(_ span: Int64) { milliseconds.withLock { $0 += span } }
}

/// A generator whose numbers follow from its seed (SplitMix64).
struct Seeded: RandomNumberGenerator, Sendable {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
