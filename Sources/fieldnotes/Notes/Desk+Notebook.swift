import Notebook
import ReformNotes
import SyncClient
import SyncModel

extension Desk {
    /// Opens the notes that lie here. `verb` is told to whoever has to wait for this process.
    /// Throws `Complaint.noReplica` where there are none.
    func notebook(for verb: String) throws -> Notebook {
        let replica = try Replica(at: try places().replica, Desk.surroundings(for: verb, isRehearsal: isRehearsal))
        return Notebook(replica: replica, catalogue: .bundled)
    }

    /// The same, for a verb that was given a text: a replica that cannot even be opened hands it back.
    func notebook(for verb: String, toKeep text: TextOptions) throws -> Notebook {
        do {
            return try notebook(for: verb)
        } catch let error as ReplicaError {
            guard let text = try text.given() else { throw error }
            return try saving(text) { throw error }
        }
    }

    /// What a replica is opened or made with: the clock and the chance of this machine.
    static func surroundings(for verb: String, isRehearsal: Bool = false) -> Surroundings {
        Notebook.surroundings(
            clock: { Desk.milliseconds },
            draw: {
                var generator = SystemRandomNumberGenerator()
                return ReplicaID.random(using: &generator)
            },
            purpose: "fieldnotes \(verb)", isRehearsal: isRehearsal)
    }
}
