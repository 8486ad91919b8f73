import SyncModel

/// What becomes of states that a server may have forgotten, because it was put back to an older copy of itself or is another.
///
/// Each is held against what the server tells. What it holds still is no longer in doubt; of what it does not, the state as
/// it was told, with its receipt, is kept apart and offered once everything was read. Until the server has answered for it,
/// nothing that was written in sight of it is sent: the names in it may mean something else there by now.
extension ReplicaWriter {
    /// The server knows nothing of this cursor. Everything is read again, and what it does not tell by then is offered to it.
    /// Nothing is deleted here.
    func startOver() throws {
        identity.cursor = nil
        try records.markAllOffered(db)
    }

    /// As ``startOver()``, of a server that lost its past. This replica writes on under a new id: what it sent under the old
    /// one may be lost, and names that were lost are never given again.
    func beginAgain() throws {
        try startOver()
        identity.earlier.append(identity.id)
        try renewIdentity()
    }

    /// Settles the doubt about the record of `stored`, now that the server tells of it.
    func compare(_ stored: inout StoredRecord, with told: ToldRecord) throws {
        for former in try FormerTable.rows(db, of: told.id) where told.state.holds(former.told.state) {
            try FormerTable.drop(db, number: former.number)
        }
        guard stored.isOffered else { return }
        stored.isOffered = false
        let before = ToldRecord(id: told.id, state: stored.local.acknowledged, receipt: stored.receipt)
        guard !told.state.holds(before.state) else { return }
        try FormerTable.keep(db, before, lost: try lost(of: before, told.state.context))
    }

    /// Whether there is any record of which what was written in sight of it must wait.
    func isAnythingDoubtful() throws -> Bool {
        try !records.offered(db, limit: 1).isEmpty || !FormerTable.isEmpty(db)
    }

    /// Whether what was written in sight of the record must wait.
    func isDoubtful(_ id: RecordID) throws -> Bool {
        try records.isOffered(db, id) || !FormerTable.rows(db, of: id).isEmpty
    }

    /// How many changes of this device `state` knows, as the values in it and those before them tell, and `context` does not.
    func lost(of told: ToldRecord, _ context: Context) throws -> Int {
        let own = Set(identity.earlier + [identity.id])
        let past = try HistoryTable.values(db, of: told.id).map(\.origin.dot)
        let dots = Set(told.state.origins.map(\.dot) + past)
        return dots.count { own.contains($0.replica) && told.state.context.covers($0) && !context.covers($0) }
    }
}
