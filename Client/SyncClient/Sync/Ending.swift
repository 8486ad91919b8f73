import SyncModel

extension ReplicaWriter {
    /// A copied or restored file shares its id with another life; it takes a new one before it sends anything.
    func checkIdentity(_ report: inout SyncReport, _ fingerprint: String) throws {
        guard identity.fingerprint != fingerprint else { return }
        identity.fingerprint = fingerprint
        report.isRenamed = true
        try renewIdentity()
    }

    /// Whether the sync is at its end; if so, says whether both sides hold the same.
    ///
    /// Equal sums are the only ground on which a replica says "in step": a cursor vouches for nothing that was acknowledged
    /// past it. Where they differ, `search` finds out what differs.
    func close(
        _ response: SyncResponse, _ batch: Batch, _ direction: SyncDirection, _ report: inout SyncReport,
        _ search: inout Search
    ) throws -> Bool {
        search.take(response.records)
        report.digest = identity.digest
        guard direction != .sendOnly else { return try isNothingLeft(but: batch.held) }
        guard !response.more, identity.cursor == response.cursor else { return false }
        guard try direction == .receiveOnly || isNothingLeft(but: batch.held) else { return false }
        identity.digest = try records.checkedSum(db, running: identity.digest)
        let isEqual = response.digest == identity.digest
        report.digest = identity.digest
        report.isInStep = isEqual
        identity.isInStep = isEqual
        // A sync may end in two rounds; what came before the first of them stays what news are told from.
        if report.received > 0 { identity.newsSince = report.newsSince }
        identity.synced = now
        guard direction == .both else { return true }
        guard try isOver(&search, response, isEqual: isEqual) else { return false }
        conclude(search, isEqual: isEqual, &report)
        return true
    }

    /// - Parameter held: how many edits are not to be sent yet.
    private func isNothingLeft(but held: Int) throws -> Bool {
        try OutboxTable.count(db) == held && records.offered(db, limit: 1).isEmpty && FormerTable.isEmpty(db)
    }
}

extension ReplicaReader {
    /// Whether a person must settle something of the record.
    func isDisputed(_ id: RecordID) throws -> Bool {
        let record = try record(id)
        let shelf = records.shelves.place(of: id).shelf
        let shown = ShownRecord(id: id, state: seen(record), rule: shelf.rule)
        return !shown.state.isHidden && !shown.conflicts.isEmpty
    }
}
