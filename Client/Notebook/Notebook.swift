public import ReformNotes
public import SyncClient
public import SyncModel
import Synchronization

/// What a practitioner does with a replica: writes, finds, compares and settles notes about reform items.
///
/// Everything here works without a network. Each call is one snapshot or one transaction; what it returns as saved is on the
/// disk.
public final class Notebook: Sendable {
    public let replica: Replica
    public let catalogue: Catalogue
    private let random: Mutex<any RandomNumberGenerator & Sendable>

    /// - Parameter random: draws the names of new notes.
    public init(
        replica: Replica, catalogue: Catalogue,
        random: any RandomNumberGenerator & Sendable = SystemRandomNumberGenerator()
    ) {
        self.replica = replica
        self.catalogue = catalogue
        self.random = Mutex(random)
    }

    /// How a replica of notes is opened.
    /// - Parameter clock: this device's clock, milliseconds since 1970.
    /// - Parameter draw: draws a fresh replica id.
    /// - Parameter purpose: what the program does, like `fieldnotes add`, for another that has to wait for it.
    /// - Parameter isRehearsal: whether whatever is written is taken back, so that one can see what would come of it.
    public static func surroundings(
        clock: @escaping @Sendable () -> Int64, draw: @escaping @Sendable () -> ReplicaID, purpose: String,
        isRehearsal: Bool = false
    ) -> Surroundings {
        Surroundings(
            shelves: Shelves([NoteShelf()]), clock: clock, draw: draw, purpose: purpose, isRehearsal: isRehearsal)
    }

    /// A name that no note has.
    func freshID() -> NoteID {
        random.withLock { generator in
            NoteID.random(using: &generator)
        }
    }
}
