import SyncModel

/// What an answer brought, gathered while it is taken in.
struct Taken {
    var sent = 0
    var received = 0
    var mergedRecords: Set<RecordID> = []
    var refusals: [RefusedChange] = []
    var restamped = 0
    /// Own changes that the server had lost, and has again.
    var resent = 0
    var isForked = false
    /// Whether the server wants to hear how many deletions a person agreed to.
    var isUnconfirmed = false
    /// Whether the server takes no change in for now.
    var isArchived = false
    /// Records that were told, and lay here as they were told.
    var known: [RecordID] = []
    /// Whether any outcome or record moved this replica on; a sync that does not move must not go round for ever.
    var isProgress = false
}

extension ReplicaWriter {
    /// Takes in what the server told, with its cursor, in this one transaction.
    /// - Parameter clockOffset: the server's clock less this device's, as measured by this call.
    func take(_ response: SyncResponse, for batch: Batch, clockOffset: Int64) throws -> Taken {
        guard response.outcomes.count == batch.places.count, response.offers.count == batch.request.offers.count else {
            throw UpstreamError.malformed("the answer has not one outcome for each change")
        }
        var taken = Taken()
        identity.clockOffset = clockOffset
        var known = try recordsThatLie(in: batch)
        for (index, outcome) in response.outcomes.enumerated() {
            let change = batch.request.changes[index]
            // Read anew from the second change on, for the first has altered it.
            let stored = try known.removeValue(forKey: change.record) ?? records.load(db, change.record)
            try settle(change, of: stored, at: batch.places[index], outcome, &taken)
        }
        for (offer, outcome) in zip(batch.offers, response.offers) {
            if let number = offer.former {
                try FormerTable.drop(db, number: number)
            } else {
                try records.unmarkOffered(db, offer.id)
            }
            guard outcome == .taken else { continue }
            taken.isProgress = true
            taken.resent += offer.lost
        }
        let isInDoubt = try !FormerTable.isEmpty(db)
        for told in response.records { try take(told, isInDoubt: isInDoubt, &taken) }
        passOn(response, for: batch)
        if taken.isForked { try renewIdentity() }
        return taken
    }

    /// Takes a new id and re-names the unsent edits. Nothing is lost, and nobody needs to be asked.
    func renewIdentity() throws {
        identity.renew(draw())
        try OutboxTable.unbindAll(db)
    }

    /// Moves the cursor, unless another process moved it meanwhile.
    private func passOn(_ response: SyncResponse, for batch: Batch) {
        if identity.cursor == batch.request.cursor { identity.cursor = response.cursor }
    }

    // MARK: Outcomes

    /// The records of the batch's changes as they lie there; none where somebody has written since they were gathered.
    private func recordsThatLie(in batch: Batch) throws -> [RecordID: StoredRecord] {
        guard let gathered = batch.moment, try moment()?.follows(gathered) == true else { return [:] }
        return batch.records
    }

    private func settle(
        _ change: Change, of stored: StoredRecord, at place: UInt64, _ outcome: Outcome, _ taken: inout Taken
    ) throws {
        // Another process may have settled it meanwhile, or re-named it: then this answer is not about what stands there.
        let unsent = stored.local.unsent
        guard unsent.contains(where: { $0.place == place && $0.bound?.dot == change.dot }) else { return }
        switch outcome {
        case .accepted(let acceptance, let receipt):
            try acknowledge(stored, change, at: place, acceptance, receipt)
        case .concurrent(let acceptance):
            try acknowledge(stored, change, at: place, acceptance, nil)
            taken.mergedRecords.insert(change.record)
        case .duplicate(let acceptance):
            try acknowledge(stored, change, at: place, acceptance, nil)
        case .refused(let refusal) where refusal.mayPass:
            // It stays as it is, until somebody confirms the number, or the team is opened again.
            taken.isUnconfirmed = taken.isUnconfirmed || refusal.code == .unconfirmed
            taken.isArchived = taken.isArchived || refusal.code == .archived
            return
        case .refused(let refusal):
            if let refused = try refuse(change, at: place, refusal) { taken.refusals.append(refused) }
        case .stampInFuture:
            try update(stored) { stored, writer in stored.local.restamp(place: place, clock: writer.clock) }
            taken.restamped += 1
            return
        case .behind:
            // Where an earlier change of ours is what the server lacks, that one goes first by itself.
            if unsent.first?.place == place { try records.markOffered(db, change.record) }
            return
        case .forked:
            // A server that says so of every name must not be given a new one for ever.
            taken.isForked = true
            return
        }
        taken.sent += outcome.isTakenIn ? 1 : 0
        taken.isProgress = true
    }

    private func acknowledge(
        _ stored: StoredRecord, _ change: Change, at place: UInt64, _ acceptance: Acceptance?, _ receipt: Receipt?
    ) throws {
        try update(stored) { stored, _ in
            guard let edit = stored.local.settle(place: place, acceptance: acceptance) else { return }
            try SentTable.keep(db, edit, as: change.dot)
            stored.receipt = receipt
        }
    }

    /// Puts the change into quarantine; later edits of its record go on without it.
    /// - Returns: nil where its writer wrote over all of it before: then there is nothing to mend, and nobody is told.
    func refuse(_ change: Change, at place: UInt64, _ refusal: Refusal) throws -> RefusedChange? {
        var isKept = false
        try update(change.record) { stored, _ in
            guard let edit = stored.local.refuse(place: place), !edit.assigns.isEmpty else { return }
            try QuarantineTable.keep(db, QuarantinedEdit(id: change.record, edit: edit, refusal: refusal, refused: now))
            isKept = true
        }
        return isKept ? RefusedChange(record: change.record, refusal: refusal) : nil
    }

    // MARK: Records

    /// - Parameter isInDoubt: whether any state waits for the server's answer that it told before it was put back.
    private func take(_ told: ToldRecord, isInDoubt: Bool, _ taken: inout Taken) throws {
        try update(told.id, isTold: true) { stored, _ in
            if isInDoubt || stored.isOffered { try compare(&stored, with: told) }
            let before = stored.local.acknowledged
            stored.local.take(told.state)
            let isWhole = stored.local.acknowledged == told.state
            stored.receipt = isWhole ? told.receipt : nil
            stored.json = isWhole ? told.written : nil
            if before == stored.local.acknowledged {
                taken.known.append(told.id)
            } else {
                taken.isProgress = true
                if !before.context.covers(told.state.context) { taken.received += 1 }
                if !stored.local.unsent.isEmpty { taken.mergedRecords.insert(told.id) }
            }
        }
        // Another life of this replica's id wrote what this file knows nothing of.
        if told.state.context[identity.id] > identity.sent { taken.isForked = true }
    }
}

extension Outcome {
    /// Whether the change is in the server's state now.
    fileprivate var isTakenIn: Bool {
        switch self {
        case .accepted, .concurrent, .duplicate: true
        case .refused, .stampInFuture, .behind, .forked: false
        }
    }
}
