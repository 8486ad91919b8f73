import SyncModel

/// What came of a request's changes and offers.
struct PushResult: Sendable {
    var outcomes: [Outcome] = []
    var offers: [OfferOutcome] = []
    /// The records that the sender need not be told: the sequence of each one's last change, which was accepted in this call.
    var quiet: [RecordID: UInt64] = [:]
    /// The head, where this request moved it.
    var head: Head?
}

/// Takes in what one device sent, inside one transaction: each change is judged in order, and applied if it may be.
struct Push {
    let device: DeviceIdentity
    let admission: Admission
    let seal: Seal
    /// The server's clock, milliseconds since 1970.
    let now: Int64
    let store: any StoreTransaction

    var head: Head
    var records: [RecordID: StoredRecord] = [:]
    var touched: Set<RecordID> = []
    var result = PushResult()
    private var deletions = MassDeletion()
    /// Whose the replica ids of this request are; a request has a thousand changes, and one id as a rule.
    private var owners: [ReplicaID: ReplicaOwner] = [:]
    private let epoch: UInt64

    init(device: DeviceIdentity, limits: Limits, seal: Seal, now: Int64, store: any StoreTransaction) throws {
        self.device = device
        admission = Admission(device: device, limits: limits)
        self.seal = seal
        self.now = now
        self.store = store
        head = try store.head(of: device.team)
        epoch = try store.epoch()
    }

    var team: Team { device.team }

    /// Offers come first: a change may rest on what they bring back.
    mutating func take(_ request: SyncRequest) throws -> PushResult {
        deletions = try deletions(of: request.changes)
        deletions.leave = try leave(for: deletions.records.count, confirmed: request.confirmed)
        for offer in request.offers { result.offers.append(try take(offer)) }
        for change in request.changes {
            // Two lives share this replica id; whatever else one of them says here may be about the other's records.
            let isForked = result.outcomes.last == .forked
            result.outcomes.append(isForked ? .forked : try take(change))
        }
        try note(deletions)
        try save()
        return result
    }

    private mutating func save() throws {
        guard !touched.isEmpty else { return }
        for id in touched.sorted() {
            if let record = records[id] { try store.save(record, of: team) }
        }
        head.link()
        head.moved = now
        try store.move(head: head, of: team)
        result.head = head
    }

    // MARK: Changes

    private mutating func take(_ change: Change) throws -> Outcome {
        let record = try record(change.record)
        let hash = change.canonicalBytes.digest
        let known = try store.remembered(change.dot, in: team)
        guard try isOwn(change.dot.replica, isKnown: known != nil) else { return .forked }
        let judge = Judge(
            change: change, hash: hash, remembered: known?.remembered, refusal: admission.refusal(of: change),
            context: record.state.context, offered: try offered(change, of: record), now: now)
        let verdict = judge.verdict
        switch verdict {
        case .duplicate: return .duplicate(known?.acceptance)
        case .forked: return .forked
        case .stampInFuture: return .stampInFuture
        case .behind: return .behind
        case .refused(let refusal):
            return known == nil ? try refuse(change, hash, refusal) : .refused(refusal)
        case .accepted, .concurrent:
            // Neither spends the dot: this very change may come again, once that has passed.
            if let refusal = admission.refusalOfArchive { return .refused(refusal) }
            if deletions.withholds(change) { return .refused(MassDeletion.refusal) }
            return try apply(change, hash, to: record, isConcurrent: verdict == .concurrent)
        }
    }

    /// A replica id belongs to the device that used it first. Under another's token it is a copy, and learns that by being
    /// told `forked`; nothing is remembered of it, or a stranger could spend the dots of others. It belongs to the epoch in
    /// which it was first used, too: its later dots may have been others' in a life that this server has lost.
    private mutating func isOwn(_ replica: ReplicaID, isKnown: Bool) throws -> Bool {
        guard let owner = try owners[replica] ?? store.owner(of: replica, in: team) else {
            try store.claim(replica, for: device.id, in: team)
            return true
        }
        owners[replica] = owner
        return owner.device == device.id && (isKnown || owner.epoch == epoch)
    }

    /// What of the record's context came in offers, if the change did: its dot alone does not say so, for that may have had
    /// another life.
    private func offered(_ change: Change, of record: StoredRecord) throws -> Context {
        guard record.offered.covers(change.dot) else { return record.offered }
        let wasOffered = try change.assigns.allSatisfy { field, assignment in
            try store.offeredEntry(change.dot, of: field, of: record.id, in: team)?.value == assignment.value
        }
        return wasOffered ? record.offered : Context()
    }

    private mutating func apply(
        _ change: Change, _ hash: SyncModel.Digest, to before: StoredRecord, isConcurrent: Bool
    ) throws -> Outcome {
        var record = before
        let acceptance = Acceptance(received: now, revision: record.revision + 1)
        let recall = Recall(record.id, of: team, in: store)
        record.state.apply(change, acceptance: acceptance, history: recall.entry)
        try recall.check()
        if let refusal = admission.refusal(of: record.state, after: before.state) {
            return try refuse(change, hash, refusal)
        }
        record.revision = acceptance.revision
        try store.keep(change, hash: hash, acceptance: acceptance, in: team)
        let canonicalBytes = put(record)
        let isWhole = record.state.registers.allSatisfy { $0.content.siblings.count == 1 }
        result.quiet[record.id] = isConcurrent || !isWhole ? nil : head.sequence
        guard !isConcurrent else { return .concurrent(acceptance) }
        return .accepted(acceptance, seal.receipt(for: canonicalBytes, in: team))
    }

    /// Spends the dot.
    private func refuse(_ change: Change, _ hash: SyncModel.Digest, _ refusal: Refusal) throws -> Outcome {
        try store.keep(refused: change.dot, hash: hash, refusal: refusal, at: now, in: team)
        return .refused(refusal)
    }

    // MARK: Records

    mutating func record(_ id: RecordID) throws -> StoredRecord {
        if let known = records[id] { return known }
        let record = try store.record(id, of: team) ?? StoredRecord(new: id)
        records[id] = record
        return record
    }

    /// Gives a record that changed the next sequence, and the digest its new hash for the old.
    /// - Returns: the state's canonical bytes, over which a receipt is made, too.
    @discardableResult
    mutating func put(_ changed: StoredRecord) -> [UInt8] {
        var record = changed
        let canonicalBytes = record.state.canonicalBytes(of: record.id)
        head.sequence += 1
        head.digest -= record.hash
        record.hash = canonicalBytes.digest
        head.digest += record.hash
        record.sequence = head.sequence
        records[record.id] = record
        touched.insert(record.id)
        return canonicalBytes
    }
}
