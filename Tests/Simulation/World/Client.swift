import Notebook
import SyncClient
import SyncModel

/// Which version of the program a replica is used by.
enum Client: String, CaseIterable {
    /// This one: its people write through the notebook.
    case notebook
    /// One that knows no collection and no field: it shows the last writer's values and carries everything else on.
    case older
    /// One that writes a field and a collection which the others have never heard of.
    case newer

    func surroundings(clock: DeviceClock, ids: ReplicaNames) -> Surroundings {
        let (now, draw) = ({ @Sendable in clock.now }, { @Sendable in ids.next() })
        switch self {
        case .older: return Surroundings(shelves: Shelves([]), clock: now, draw: draw, purpose: "simulation")
        case .notebook, .newer: return Notebook.surroundings(clock: now, draw: draw, purpose: "simulation")
        }
    }
}

extension FieldKey {
    static let body = FieldKey(known: "body")
    static let pin = FieldKey(known: "anchor")
    static let mood = FieldKey(known: "mood")
}
