import SyncModel

/// What one request carries, gathered in the transaction that binds its names.
struct Batch {
    var request: SyncRequest
    /// The place of each change in the outbox, in the order of the request.
    var places: [UInt64] = []
    /// Whether edits or offers stayed behind for the next request.
    var isCut = false
}

extension ReplicaWriter {
    /// Room left in a request for its envelope and for what compression cannot shrink.
    private static let reserveBytes = 64 * 1024

    /// Binds names and stamps to the first unsent edits and gathers them, with the states to offer, up to `limits`.
    ///
    /// From here on the bound bytes change no more: they are sent again as they are until an outcome arrives.
    func gather(_ limits: Limits, sends: Bool) throws -> Batch {
        var batch = Batch(
            request: SyncRequest(replica: identity.id, cursor: identity.cursor, pageBytes: limits.pageBytes))
        guard sends else { return batch }
        var room = limits.requestBytes - ReplicaWriter.reserveBytes
        try gatherChanges(&batch, limits, &room)
        if !batch.isCut { try gatherOffers(&batch, &room) }
        return batch
    }

    private func gatherChanges(_ batch: inout Batch, _ limits: Limits, _ room: inout Int) throws {
        let rows = try OutboxTable.first(db, after: 0, limit: limits.requestChanges + 1)
        for row in rows {
            guard batch.places.count < limits.requestChanges else {
                batch.isCut = true
                return
            }
            let change = try bound(row.place, of: row.id)
            let bytes = change.lineBytes
            guard bytes <= room || batch.places.isEmpty else {
                batch.isCut = true
                return
            }
            room -= bytes
            batch.places.append(row.place)
            batch.request.changes.append(change)
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

    private func gatherOffers(_ batch: inout Batch, _ room: inout Int) throws {
        let countMax = 1_000
        let ids = try records.offered(db, limit: countMax)
        batch.isCut = ids.count == countMax
        for id in ids {
            let stored = try records.load(db, id)
            let offer = ToldRecord(id: id, state: stored.local.offered, receipt: stored.receipt)
            let bytes = offer.state.json.count
            guard bytes <= room || batch.request.offers.isEmpty else {
                batch.isCut = true
                return
            }
            room -= bytes
            batch.request.offers.append(offer)
        }
    }
}

extension Change {
    /// The size of its line.
    var lineBytes: Int {
        var writer = JSONWriter()
        writer.change(self)
        return writer.bytes.count + 12
    }
}
