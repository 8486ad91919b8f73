import ReformNotes
public import SyncClient
public import SyncModel

/// How this replica stands: what `status` shows.
public struct NotebookStatus: Sendable {
    /// Nil until the replica is connected to a team.
    public let team: String?
    public let server: String?
    /// When the last sync ended, milliseconds since 1970; nil before the first.
    public let lastSync: Int64?
    /// Whether the last sync ended with equal digests.
    public let isInStep: Bool
    /// Of the acknowledged state; nil before the first sync.
    public let digest: Digest?
    /// Notes that are not withdrawn.
    public let notes: Int
    /// The first notes with something to send.
    public let unsent: [UnsentNote]
    /// How many notes there are with something to send, listed or not.
    public let unsentNotes: Int
    /// The first notes with something to settle.
    public let conflicts: [NoteSummary]
    /// How many there are, listed or not.
    public let conflictCount: Int
    /// What the server refused, in order of writing.
    public let refused: [QuarantinedEdit]
}

/// A note with something to send, and what that is.
public struct UnsentNote: Sendable {
    public enum Change: String, Sendable {
        case added, modified, withdrawn
    }

    public let summary: NoteSummary
    public let change: Change
    /// The fields that changed, in order; for an added note all it has.
    public let fields: [FieldKey]
}

extension Notebook {
    /// - Parameter limit: how many notes each list holds at most; the counts are of all.
    public func status(limit: Int = 200) throws -> NotebookStatus {
        try replica.read { reader in
            let counts = try ItemCounts.read(reader)
            let identity = reader.identity
            return NotebookStatus(
                team: identity.team, server: identity.server, lastSync: identity.synced, isInStep: identity.isInStep,
                digest: identity.synced == nil ? nil : identity.digest,
                // A note without an item is one that the server refused to hear of.
                notes: counts.reduce(0) { $0 + ($1.key.isEmpty ? 0 : $1.value.notes) },
                unsent: try notes(.unsent, limit: limit, reader).map { try UnsentNote($0, reader) },
                unsentNotes: counts.values.reduce(0) { $0 + $1.unsent },
                conflicts: try notes(.inConflict, limit: limit, reader),
                conflictCount: counts.values.reduce(0) { $0 + $1.conflicts },
                refused: try reader.quarantine())
        }
    }
}

extension UnsentNote {
    init(_ summary: NoteSummary, _ reader: ReplicaReader) throws {
        let local = try reader.record(summary.id.record)
        self.summary = summary
        fields = Set(local.unsent.flatMap { $0.assigns.keys }).sorted()
        if local.acknowledged.isEmpty {
            change = .added
        } else {
            change = summary.isWithdrawn && fields.contains(.deleted) ? .withdrawn : .modified
        }
    }
}
