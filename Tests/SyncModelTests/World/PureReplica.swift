import SyncModel

/// A replica in memory over the real rule: what a client keeps, and what it does with each outcome.
struct PureReplica {
    private(set) var id: ReplicaID
    let author: String
    /// This device's clock less the true time, in milliseconds.
    let skew: Int64
    private(set) var records: [RecordID: LocalRecord] = [:]
    private(set) var cursor: PureServer.Cursor?
    private(set) var quarantine: [(record: RecordID, edit: UnsentEdit)] = []
    /// Texts that are open in an editor, with what was shown.
    var open: [Opened] = []
    private var n: UInt64 = 0
    private var lastPlace: UInt64 = 0
    private var offset: Int64 = 0
    /// The names of edits that were sent, by their places, and of values in them that were written at places of their own.
    private var names: [UInt64: Dot] = [:]
    private var valueNames: [FieldKey: [UInt64: Dot]] = [:]
    /// Records whose acknowledged state is exactly what the server told.
    private var vouched: Set<RecordID> = []
    /// Records that the server may have forgotten: what it tells of them is held against what it told before.
    private(set) var doubtful: Set<RecordID> = []
    /// States that it told before and does not hold any more.
    private(set) var former: [RecordID: [PureServer.Offer]] = [:]
    /// Whether everything that the server has was read: what is in doubt then is to be offered.
    private var isRead = false

    init(id: ReplicaID, author: String, skew: Int64) {
        self.id = id
        self.author = author
        self.skew = skew
    }

    func writer(_ now: Int64) -> Writer {
        Writer(author: author, device: "laptop", clock: Clock(offset: offset, now: now + skew))
    }

    func local(_ record: RecordID) -> LocalRecord { records[record] ?? LocalRecord(id: record) }

    var unsent: [(record: RecordID, edit: UnsentEdit)] {
        records.flatMap { id, record in record.unsent.map { (id, $0) } }.sorted { $0.1.place < $1.1.place }
    }

    // MARK: Acting

    /// Does `act` with a place that no edit had and with the sight under the names that were given since it was taken.
    mutating func act(
        on record: RecordID, sight: Sight, now: Int64, _ act: (inout LocalRecord, Sight, UInt64, Writer) -> Void
    ) {
        lastPlace += 1
        var local = self.local(record)
        let named = sight.renamed { place, field in field.map { valueNames[$0]?[place] } ?? names[place] }
        act(&local, named, lastPlace, writer(now))
        records[record] = local
    }

    mutating func takeFromQuarantine(_ index: Int) -> (record: RecordID, edit: UnsentEdit) {
        quarantine.remove(at: index)
    }

    // MARK: Syncing

    /// Binds the first `count` edits, and whatever was sent before, and says what a sync would. What rests on a state that
    /// the server may have forgotten waits until that is offered.
    mutating func request(sending count: Int, pageRecords: Int, now: Int64) -> PureServer.Request {
        let offers = isRead ? self.offers : []
        let edits = unsent.filter { isRead || !waits($0.record) }
        let writer = writer(now)
        let sentBefore = (edits.lastIndex { $0.edit.bound != nil } ?? -1) + 1
        for (record, edit) in edits.prefix(max(count, sentBefore)) where edit.bound == nil {
            n += 1
            records[record]?.bind(place: edit.place, to: Dot(id, n), writer: writer)
        }
        let sendable = unsent.filter { isRead || !waits($0.record) }
        return PureServer.Request(
            replica: id, cursor: cursor, changes: sendable.compactMap(\.edit.bound), offers: offers,
            pageRecords: pageRecords)
    }

    private func waits(_ id: RecordID) -> Bool { doubtful.contains(id) || former[id] != nil }

    private var offers: [PureServer.Offer] {
        let told = former.keys.sorted().flatMap { former[$0] ?? [] } + doubtful.sorted().map(acknowledged)
        return told.map { offer in
            var record = local(offer.id)
            record.acknowledged = offer.state
            return PureServer.Offer(id: offer.id, state: record.offered, isVouched: offer.isVouched)
        }
    }

    private func acknowledged(_ id: RecordID) -> PureServer.Offer {
        PureServer.Offer(id: id, state: local(id).acknowledged, isVouched: vouched.contains(id))
    }

    /// Takes in the answer to `request`.
    /// - Parameter fresh: the id to go on with, should this one turn out to have two lives.
    mutating func take(_ answer: PureServer.Answer, to request: PureServer.Request, now: Int64, fresh: ReplicaID) {
        for offer in request.offers {
            former[offer.id] = nil
            doubtful.remove(offer.id)
        }
        offset = -skew
        for (change, outcome) in zip(request.changes, answer.outcomes) { settle(change, outcome, now: now) }
        for (id, state) in answer.page { take(id, state) }
        cursor = answer.cursor
        isRead = !answer.more
        let isForked = answer.outcomes.contains { $0.verdict == .forked }
        let isOutrun = answer.page.contains { $0.state.context[id] > n }
        if isForked || isOutrun { rename(to: fresh) }
    }

    private mutating func settle(
        _ change: Change, _ outcome: (verdict: Verdict, acceptance: Acceptance?), now: Int64
    ) {
        let id = change.record
        guard var record = records[id], let edit = record.unsent.first(where: { $0.bound?.dot == change.dot }) else {
            return
        }
        let place = edit.place
        switch outcome.verdict {
        case .accepted, .concurrent, .duplicate:
            names[place] = change.dot
            for (field, written) in edit.written { valueNames[field, default: [:]][written] = change.dot }
            // Only this outcome comes with a receipt for the new state.
            if outcome.verdict != .accepted { vouched.remove(id) }
            record.settle(place: place, acceptance: outcome.acceptance)
        case .refused:
            if let refused = record.refuse(place: place), !refused.assigns.isEmpty { quarantine.append((id, refused)) }
        case .stampInFuture: record.restamp(place: place, clock: writer(now).clock)
        case .behind: if record.unsent.first?.place == place { doubtful.insert(id) }
        case .forked: break
        }
        records[id] = record
    }

    /// The server does not know this cursor: it was put back, or is another. Everything is read from the beginning, and what
    /// is not told again is offered. From now on this replica has another name: the old one's changes may have gone under.
    mutating func startOver(fresh: ReplicaID) {
        doubtful = Set(records.keys.filter { !local($0).acknowledged.isEmpty })
        cursor = nil
        isRead = false
        rename(to: fresh)
    }

    /// Compares with the server record by record, as unequal digests lead to, and mends both ways.
    mutating func compare(with server: PureServer, fresh: ReplicaID) -> Int {
        var differing = 0
        for id in Set(server.states.keys).union(records.keys) {
            let theirs = server.states[id] ?? RecordState()
            guard theirs != local(id).acknowledged else { continue }
            differing += 1
            if !waits(id), !theirs.context.covers(local(id).acknowledged.context) { doubtful.insert(id) }
            take(id, theirs)
        }
        if records.values.contains(where: { $0.acknowledged.context[id] > n }) { rename(to: fresh) }
        return differing
    }

    private mutating func take(_ id: RecordID, _ state: RecordState) {
        if doubtful.remove(id) != nil { former[id, default: []].append(acknowledged(id)) }
        former[id]?.removeAll { state.holds($0.state) }
        if former[id]?.isEmpty ?? false { former[id] = nil }
        var record = local(id)
        record.take(state)
        records[id] = record
        if record.acknowledged == state { vouched.insert(id) } else { vouched.remove(id) }
    }

    private mutating func rename(to fresh: ReplicaID) {
        id = fresh
        n = 0
        for key in records.keys { records[key]?.unbind() }
    }
}

/// A text open in an editor.
struct Opened {
    let record: RecordID
    let sight: Sight
    /// What each field's shown dots said, by the ledger's tokens.
    let tokens: [FieldKey: Set<Int>]
    /// Everything that could be seen.
    let all: Set<Int>
    let text: String
}
