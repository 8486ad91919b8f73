import SyncModel

/// What one request carries, gathered in the transaction that binds its names.
struct Batch {
    var request: SyncRequest
    /// The place of each change in the outbox, in the order of the request.
    var places: [UInt64] = []
    /// Changes that no request can carry; they lie in quarantine.
    var refusals: [RefusedChange] = []
}

extension ReplicaWriter {
    /// Room left in a request for its envelope and for what compression cannot shrink.
    private static let reserveBytes = 64 * 1024

    /// Binds names and stamps to the first unsent edits and gathers them, with the states to offer, up to `limits`.
    ///
    /// From here on the bound bytes change no more: they are sent again as they are until an outcome arrives.
    /// - Parameter offers: whether all that the server has was read, so that what is still marked it must have forgotten.
    func gather(_ limits: Limits, sends: Bool, offers: Bool, search: Search = Search()) throws -> Batch {
        guard try records.unsentTold(db) == OutboxTable.count(db) else {
            throw ReplicaError.damaged("unsent edits are missing")
        }
        var batch = Batch(
            request: SyncRequest(replica: identity.id, cursor: identity.cursor, pageBytes: limits.pageBytes))
        guard sends else { return batch }
        try ask(&batch, search, limits)
        // A server that names no room at all would have every edit put aside as too large.
        let room = max(limits.requestBytes - ReplicaWriter.reserveBytes, ReplicaWriter.reserveBytes)
        let taken = offers ? try gatherOffers(&batch, limits, room: room) : 0
        try gatherChanges(&batch, limits, room: room, taken: taken)
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
        for id in try records.offered(db, limit: limits.requestChanges) {
            let stored = try records.load(db, id)
            let offer = ToldRecord(id: id, state: stored.local.offered, receipt: stored.receipt)
            let bytes = offer.lineBytes
            guard bytes <= room else {
                // It can never be sent; the digests go on telling that something is missing there.
                try records.unmarkOffered(db, id)
                continue
            }
            guard taken == 0 || taken + bytes <= room / 2 else { break }
            taken += bytes
            batch.request.offers.append(offer)
        }
        return taken
    }

    // MARK: Changes

    private func gatherChanges(_ batch: inout Batch, _ limits: Limits, room: Int, taken: Int) throws {
        var (left, last) = (room - taken, UInt64(0))
        let offered = Set(batch.request.offers.map(\.id))
        while true {
            let rows = try OutboxTable.first(db, after: last, limit: max(1, limits.requestChanges))
            guard let end = rows.last else { return }
            // What rests on a state that the server has forgotten would be told `behind` as long as that is not back; sent
            // again and again, it would keep the places of all that could go.
            for row in rows where try offered.contains(row.id) || !records.isOffered(db, row.id) {
                guard batch.places.count < max(1, limits.requestChanges) else { return }
                let change = try bound(row.place, of: row.id)
                let bytes = change.lineBytes
                guard bytes <= room else {
                    batch.refusals.append(try refuse(change, at: row.place, .tooLargeToSend))
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

    /// The change that the edit at `place` is, named now if it was not before.
    private func bound(_ place: UInt64, of id: RecordID) throws -> Change {
        var record = try records.load(db, id).local
        let before = record.unsent
        if record.unsent.first(where: { $0.place == place })?.bound == nil {
            identity.sent += 1
            record.bind(place: place, to: Dot(identity.id, identity.sent), writer: identity.writer(now: now))
            try OutboxTable.save(db, record, before: before)
        }
        guard let change = record.unsent.first(where: { $0.place == place })?.bound else {
            throw ReplicaError.damaged("an unsent edit lost its name")
        }
        return change
    }
}

extension Refusal {
    /// Said here, for the server would refuse the whole request unread.
    fileprivate static let tooLargeToSend = Refusal(.tooLarge, "The change is larger than a request may be.")
}
