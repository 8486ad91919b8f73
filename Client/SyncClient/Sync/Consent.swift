public import SyncModel

/// Whether the deletions that wait here may be sent. Too many at once wait for a person to say how many they are, so that
/// neither a slip nor a program that lost its way hides a team's work from everyone.
struct Consent {
    /// How many a person agreed to, for the server to hear; nil where nobody was asked.
    var confirmed: Int?
    /// Those that wait for that; nil where all may go.
    var held: HeldDeletions?
}

/// Deletions that wait for a person to say how many they are.
public struct HeldDeletions: Hashable, Sendable {
    public let records: Set<RecordID>
    /// How many records the team sees before.
    public let visible: Int
}

extension ReplicaReader {
    /// The deletions that wait to be sent, where they are too many to go unasked.
    public func heldDeletions() throws -> HeldDeletions? {
        let waiting = try waitingDeletions()
        return DeletionLimit.allows(waiting.records.count, of: waiting.visible) ? nil : waiting
    }

    /// Whether what waits may be sent; it is counted over the whole outbox, however many requests that takes.
    /// - Parameter number: how many deletions a person agreed to. It must be how many there are.
    func consent(to number: Int?) throws -> Consent {
        let waiting = try waitingDeletions()
        if number == waiting.records.count { return Consent(confirmed: number) }
        let mayGo = DeletionLimit.allows(waiting.records.count, of: waiting.visible)
        return Consent(held: mayGo ? nil : waiting)
    }

    /// All that waits is held: the server counts otherwise, for it knows what went before.
    func refusedConsent() throws -> Consent {
        let waiting = try waitingDeletions()
        return Consent(held: waiting.records.isEmpty ? nil : waiting)
    }

    /// The records that the team sees, and that unsent edits delete.
    private func waitingDeletions() throws -> HeldDeletions {
        let deleted = try OutboxTable.deletedRecords(db).filter { id in
            let record = try self.record(id)
            guard !record.acknowledged.isEmpty, !record.acknowledged.isHidden else { return false }
            return record.unsent.compactMap(\.assigns.deletes).last ?? false
        }
        return HeldDeletions(
            records: Set(deleted), visible: try deleted.isEmpty ? 0 : records.visibleCount(db) + deleted.count)
    }
}
