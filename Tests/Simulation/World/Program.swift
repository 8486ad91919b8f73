import GRDB
import Notebook
import ReformNotes
import SyncClient
import SyncModel

/// One process that has a replica open. Two of them may have the same one open at once.
final class Program {
    let replica: Replica
    /// Nil in clients that know no notes.
    let notebook: Notebook?
    let fuse = Fuse()

    /// - Throws: `ReplicaError`.
    init(_ client: Client, at directory: String, clock: DeviceClock, ids: ReplicaNames) throws {
        replica = try Replica(at: directory, client.surroundings(clock: clock, ids: ids))
        notebook = client == .notebook ? Notebook(replica: replica, catalogue: .bundled) : nil
        try replica.write { $0.db.add(transactionObserver: fuse) }
    }
}
