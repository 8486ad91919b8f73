import Notebook
import ReformNotes
import SyncClient
import SyncModel

/// Fills the new replica from the server.
struct RecoveryRun {
    /// What came of it.
    struct Outcome {
        let unsent: Int
        let unreadable: Int
        let refused: Int
        let notes: Int
        /// Nil where no server was asked.
        let report: SyncReport?
        let isOwnerKnown: Bool
    }

    let desk: Desk
    let recovery: Recovery
    /// Where the replica lies.
    let folder: String

    private static let rescueName = "rescue.ndjson"

    /// Throws `Complaint.recoveryWaits` where the server does not answer.
    func perform() throws -> Outcome {
        let salvage = recovery.salvage
        let isConnected = salvage.identity?.team != nil
        do {
            let report = isConnected ? try fetch() : nil
            let notebook = Notebook(replica: recovery.replica, catalogue: .bundled)
            return Outcome(
                unsent: salvage.unsent.count, unreadable: salvage.unreadable, refused: salvage.refused,
                notes: try notebook.status(limit: 0).notes, report: report, isOwnerKnown: salvage.identity != nil)
        } catch let complaint as Complaint {
            throw Complaint.recoveryWaits(
                complaint, unsent: salvage.unsent.count, unreadable: salvage.unreadable, rescued: try rescue())
        }
    }

    private func fetch() throws -> SyncReport {
        let connection = try desk.connection(of: recovery.replica)
        return try SyncRun(
            desk: desk, replica: recovery.replica, connection: connection, interruption: Interruption(after: nil)
        ).perform()
    }

    /// Writes what was not sent into a file that a person can read. Nil where there is nothing.
    private func rescue() throws -> String? {
        let lines = recovery.salvage.unsent.map(\.line)
        guard !lines.isEmpty else { return nil }
        try PrivateFile.write(
            lines.flatMap { $0.bytes + [UInt8(ascii: "\n")] }, to: "\(folder)/\(RecoveryRun.rescueName)")
        return RecoveryRun.rescueName
    }
}

extension UnsentEditOfRecord {
    fileprivate var line: JSON {
        [
            "record": .text(id.description), "edited": .time(edit.edited),
            "fields": .object(edit.assigns.map { ($0.key.text, .encoded($0.content.value.json)) }),
        ]
    }
}
