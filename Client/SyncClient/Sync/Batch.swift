import SyncModel

/// What one request carries, gathered in the transaction that binds its names.
struct Batch {
    var request: SyncRequest
    /// Where each offer of the request comes from, in its order.
    var offers: [Offer] = []
    /// The place of each change in the outbox, in the order of the request.
    var places: [UInt64] = []
    /// Changes that no request can carry; they lie in quarantine.
    var refusals: [RefusedChange] = []
    /// How many edits stay here until a person confirms what they delete.
    var held = 0
    /// The records that changes are of, as the transaction that gathered them left them: as long as nobody writes in the file,
    /// whoever takes the answer in need not read them again.
    var records: [RecordID: StoredRecord] = [:]
    /// That transaction.
    var moment: Moment?

    /// A state to offer.
    struct Offer {
        let id: RecordID
        /// Its row among those that the server told before; nil where it is what it told last.
        let former: Int64?
        /// How many changes of this device the server has lost with it.
        let lost: Int
    }
}

extension ReplicaWriter {
    /// Room left in a request for its envelope and for what compression cannot shrink.
    private static let reserveBytes = 64 * 1024

    /// Binds names and stamps to the first unsent edits and gathers them, with the states to offer, up to `limits`.
    ///
    /// From here on the bound bytes change no more: they are sent again as they are until an outcome arrives.
    /// - Parameter offers: whether all that the server has was read, so that what is still marked it must have forgotten.
    /// - Parameter consent: what of the deletions may go.
    func gather(
        _ limits: Limits, sends: Bool, offers: Bool, search: Search = Search(), consent: Consent = Consent()
    ) throws -> Batch {
        guard try records.unsentTold(db) == OutboxTable.count(db) else {
            throw ReplicaError.damaged("unsent edits are missing")
        }
        var batch = Batch(
            request: SyncRequest(replica: identity.id, cursor: identity.cursor, pageBytes: limits.pageBytes))
        guard sends else { return batch }
        batch.request.confirmed = consent.confirmed
        try ask(&batch, search, limits)
        // A server that names no room at all would have every edit put aside as too large.
        let room = max(limits.requestBytes - ReplicaWriter.reserveBytes, ReplicaWriter.reserveBytes)
        let taken = offers ? try gatherOffers(&batch, limits, room: room) : 0
        try gatherChanges(&batch, limits, room: room - taken, consent)
        batch.moment = batch.places.isEmpty ? nil : try moment()
        return batch
    }

    /// Adds what the search for a difference has to ask.
    private func ask(_ batch: inout Batch, _ search: Search, _ limits: Limits) throws {
        switch search.step {
        case .idle, .reading: return
        case .comparing:
            var sums = BucketSums()
            try records.held(db) { id, hash in sums.add(hash, of: id) }
            batch.request.sums = sums
        case .fetching(let wants):
            batch.request.wants = Array(wants.prefix(limits.requestChanges))
        }
    }

    // MARK: Offers

    /// Fills up to half of the request, so that many offers do not keep a person's edits waiting.
    /// - Returns: how many bytes they take.
    private func gatherOffers(_ batch: inout Batch, _ limits: Limits, room: Int) throws -> Int {
        var taken = 0
        for (offer, told) in try offers(limit: limits.requestChanges) {
            let bytes = told.lineBytes
            guard bytes <= room else {
                // It can never be sent; the digests go on telling that something is missing there.
                try withdraw(offer)
                continue
            }
            guard taken == 0 || taken + bytes <= room / 2 else { break }
            taken += bytes
            batch.offers.append(offer)
            batch.request.offers.append(told)
        }
        return taken
    }

    /// What the server has forgotten: what it told before and holds no more, then what it did not tell again at all.
    private func offers(limit: Int) throws -> [(Batch.Offer, ToldRecord)] {
        let former = try FormerTable.first(db, limit: limit).map { row in
            var record = try records.load(db, row.told.id).local
            record.acknowledged = row.told.state
            let told = ToldRecord(id: record.id, state: record.offered, receipt: row.told.receipt)
            return (Batch.Offer(id: record.id, former: row.number, lost: row.lost), told)
        }
        let untold = try records.offered(db, limit: limit - former.count).map { id in
            let stored = try records.load(db, id)
            let told = ToldRecord(id: id, state: stored.local.offered, receipt: stored.receipt)
            return (Batch.Offer(id: id, former: nil, lost: try lost(of: told, Context())), told)
        }
        return former + untold
    }

    private func withdraw(_ offer: Batch.Offer) throws {
        if let number = offer.former { return try FormerTable.drop(db, number: number) }
        try records.unmarkOffered(db, offer.id)
    }

    // MARK: Changes

    private func gatherChanges(_ batch: inout Batch, _ limits: Limits, room: Int, _ consent: Consent) throws {
        var (left, last) = (room, UInt64(0))
        let offered = Set(batch.request.offers.map(\.id))
        // As a rule nothing is in doubt, and a thousand records need not be looked up for it.
        let isDoubted = try isAnythingDoubtful()
        var held: Set<RecordID> = []
        while true {
            let rows = try OutboxTable.first(db, after: last, limit: max(1, limits.requestChanges))
            guard let end = rows.last else { return }
            // What rests on a state that the server has forgotten would be told `behind` as long as that is not back; sent
            // again and again, it would keep the places of all that could go.
            for row in rows where try !isDoubted || offered.contains(row.id) || !isDoubtful(row.id) {
                guard try !isHeld(row.place, of: row.id, consent, &held) else {
                    batch.held += 1
                    continue
                }
                guard batch.places.count < max(1, limits.requestChanges) else { return }
                let change = try bound(row.place, of: row.id, in: &batch)
                let bytes = change.lineBytes
                guard bytes <= room else {
                    batch.records[row.id] = nil
                    if let refused = try refuse(change, at: row.place, .tooLargeToSend) {
                        batch.refusals.append(refused)
                    }
                    continue
                }
                guard bytes <= left else { return }
                left -= bytes
                batch.places.append(row.place)
                batch.request.changes.append(change)
            }
            last = end.place
        }
    }

    /// Whether the edit stays here for want of consent: the record's deletion, and what was written after it. What was written
    /// before may go.
    private func isHeld(_ place: UInt64, of id: RecordID, _ consent: Consent, _ held: inout Set<RecordID>) throws
        -> Bool
    {
        guard consent.held?.records.contains(id) == true, !held.contains(id) else { return held.contains(id) }
        let edit = try OutboxTable.edits(db, of: id).first { $0.place == place }
        if edit?.assigns.deletes != nil { held.insert(id) }
        return held.contains(id)
    }

    /// The change that the edit at `place` is, named now if it was not before.
    private func bound(_ place: UInt64, of id: RecordID, in batch: inout Batch) throws -> Change {
        var stored = try batch.records[id] ?? records.load(db, id)
        let before = stored.local.unsent
        if before.first(where: { $0.place == place })?.bound == nil {
            identity.sent += 1
            stored.local.bind(place: place, to: Dot(identity.id, identity.sent), writer: identity.writer(now: now))
            try OutboxTable.save(db, stored.local, before: before)
        }
        batch.records[id] = stored
        guard let change = stored.local.unsent.first(where: { $0.place == place })?.bound else {
            throw ReplicaError.damaged("an unsent edit lost its name")
        }
        return change
    }
}

extension Refusal {
    /// Said here, for the server would refuse the whole request unread.
    fileprivate static let tooLargeToSend = Refusal(.tooLarge, "The change is larger than a request may be.")
}
