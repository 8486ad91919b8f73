import SyncModel

extension Push {
    /// Takes in a state that the server seems to have forgotten.
    ///
    /// One with a valid receipt is the server's own word, and is joined as it is. Any other is taken as a word of the member
    /// who brings it: its values enter under that member's name, and its context takes none of ours away.
    mutating func take(_ offer: ToldRecord) throws -> OfferOutcome {
        if let refusal = admission.refusalOfWriting { return .refused(refusal) }
        let before = try record(offer.id)
        // A base that only an outbox still holds comes with whatever is offered.
        try keep(\.replaced, of: offer.state, record: offer.id)
        let isVouched = seal.vouches(for: offer, in: team)
        let reunion = try Reunion(
            of: before.state, with: offer.state, remembering: memory(of: before), name: freshName(try store.epoch()))
        guard !reunion.isIdle else { return .known }
        let revision = before.revision + 1
        let told = isVouched ? reunion.told : reunion.told.signed(by: device, at: now, revision: revision)
        try keep(\.siblings, of: told, record: offer.id)
        try keep(\.siblings, of: reunion.held, record: offer.id)
        let recall = Recall(offer.id, of: team, in: store)
        var record = before
        record.state = reunion.joined(telling: told, isProven: isVouched, history: recall.entry)
        try recall.check()
        if let refusal = admission.refusal(of: record.state, after: before.state) { return .refused(refusal) }
        guard record.state != before.state else { return .known }
        record.revision = told.origins.compactMap { $0.acceptance?.revision }.reduce(revision, max)
        if isVouched { record.noteOffered(told.context, before: before.state.context) }
        put(record)
        result.quiet[record.id] = nil
        return .taken
    }

    /// The name that a life of a doubled dot gets, the same for every offer of it in this epoch.
    private func freshName(_ epoch: UInt64) -> (Dot, Reunion.Past) -> Dot {
        { dot, past in
            let life = Array("\(epoch) \(past.rawValue) \(dot)".utf8)
            let bits = seal.code("life", team, life).prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
            return Dot(ReplicaID(bits: max(bits, 1)), 1)
        }
    }

    private func memory(of record: StoredRecord) throws -> RecordMemory {
        RecordMemory(record: record, team: team, store: store, since: try store.life().since)
    }

    /// Keeps values for the history, which has no change to find them in.
    private func keep(
        _ entries: KeyPath<Register, [Register.Entry]>, of state: RecordState, record: RecordID
    ) throws {
        for (field, register) in state.registers {
            for entry in register[keyPath: entries] {
                try store.keep(offered: entry, of: field, of: record, in: team)
            }
        }
    }
}

extension StoredRecord {
    /// Remembers which dots came in an offer, so that their changes are known when their writers send them. On a stranger's
    /// word a change must not be passed over: such a writer is told `forked`, and sends it again under another name.
    fileprivate mutating func noteOffered(_ context: Context, before: Context) {
        for entry in context.entries where entry.n > before[entry.replica] { offered.note(Dot(entry.replica, entry.n)) }
    }
}

/// What the server's tables hold of one record.
private struct RecordMemory: Reunion.Memory {
    let record: StoredRecord
    let team: Team
    let store: any StoreTransaction
    let since: Int64?

    func change(_ dot: Dot) throws -> Change? {
        try store.change(dot, in: team).flatMap { $0.record == record.id ? $0 : nil }
    }

    func isElsewhere(_ dot: Dot) throws -> Bool {
        try store.change(dot, in: team).map { $0.record != record.id } ?? false
    }

    func offeredValue(_ field: FieldKey, _ dot: Dot) throws -> Value? {
        try store.offeredEntry(dot, of: field, of: record.id, in: team)?.value
    }

    var offered: Context { record.offered }

    var recent: [Change] {
        get throws { try since.map { try store.changes(of: record.id, since: $0, in: team) } ?? [] }
    }
}

extension RecordState {
    /// This state as the word of the member who brought it, received now.
    fileprivate func signed(by device: DeviceIdentity, at now: Int64, revision: UInt64) -> RecordState {
        let acceptance = Acceptance(received: now, revision: revision)
        var signed = self
        signed.origins = origins.map { origin in
            let stamp = origin.stamp.isInFuture(of: now) ? Stamp(milliseconds: now) : origin.stamp
            return Origin(
                dot: origin.dot, stamp: stamp, author: device.member, device: device.device, acceptance: acceptance)
        }
        return signed
    }
}
