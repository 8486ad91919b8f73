import SyncModel

extension Push {
    /// Takes in a state that the server seems to have forgotten.
    ///
    /// One with a valid receipt is the server's own word, and is joined as it is. Any other is taken as a word of the member
    /// who brings it: its values enter under that member's name, and its context takes none of ours away.
    mutating func take(_ offer: ToldRecord) throws -> OfferOutcome {
        if let refusal = admission.refusalOfWriting { return .refused(refusal) }
        var record = try record(offer.id)
        let before = record.state.context
        // A base that only an outbox still holds comes with whatever is offered.
        try keep(\.replaced, of: offer.state, record: offer.id)
        guard !before.covers(offer.state.context) else { return .known }
        let isVouched = seal.vouches(for: offer, in: team)
        let revision = record.revision + 1
        let state = isVouched ? offer.state : offer.state.signed(by: device, at: now, revision: revision)
        try keep(\.siblings, of: state, record: offer.id)
        let recall = Recall(offer.id, of: team, in: store)
        record.state = record.state.joined(with: isVouched ? state : state.removingNothing, history: recall.entry)
        record.state.context.join(state.context)
        try recall.check()
        record.revision = state.origins.compactMap { $0.acceptance?.revision }.reduce(revision, max)
        if isVouched { record.noteOffered(state.context, before: before) }
        put(record)
        result.quiet[record.id] = nil
        return .taken
    }

    /// Keeps values for the history, which has no change to find them in.
    private func keep(
        _ entries: KeyPath<Register, [Register.Entry]>, of state: RecordState, record: RecordID
    ) throws {
        for (field, register) in state.registers where !field.isElement {
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

extension RecordState {
    /// Joined, this state adds its values and replaces none: it says of nothing that it has seen it.
    fileprivate var removingNothing: RecordState {
        RecordState(context: Context(), registers: registers, origins: origins)
    }

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
