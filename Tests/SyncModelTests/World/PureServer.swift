import SyncModel

/// A server in memory over the real rule: what it must remember, and the order in which it answers.
struct PureServer {
    /// Every change that this server took in, by its name.
    private(set) var changes: [Dot: Change] = [:]
    private(set) var states: [RecordID: RecordState] = [:]
    private var remembered: [Dot: Remembered] = [:]
    private var acceptances: [Dot: Acceptance] = [:]
    private var offered: [RecordID: Context] = [:]
    private var values: [RecordID: [FieldKey: [Dot: Register.Entry]]] = [:]
    private var last: [RecordID: LastChange] = [:]
    /// One name for each sequence, drawn by the world, and when it was reached: two pasts never share a name past their fork.
    private var chain = [(link: 0, time: Int64(0))]
    private var revision: UInt64 = 0
    /// In which epoch a replica id was first used.
    private var claims: [ReplicaID: Int] = [:]
    private var epoch = 0
    /// What came since no state of an earlier epoch can have seen.
    private var since = Int64.max
    /// The changes that stand under fresh names.
    private(set) var renamed: [Dot: (dot: Dot, past: Reunion.Past)] = [:]

    /// The last thing that happened to a record: its sequence, and the call that may leave it out of its answer.
    private struct LastChange {
        var sequence: Int
        var acceptedIn: Int?
    }

    struct Request {
        var replica: ReplicaID
        var cursor: Cursor?
        var changes: [Change]
        var offers: [Offer]
        var pageRecords: Int
    }

    struct Offer {
        var id: RecordID
        var state: RecordState
        /// Whether it bears this server's receipt.
        var isVouched: Bool
    }

    /// How far a page told, and the head that was known with it.
    struct Cursor: Hashable {
        var sequence: Int
        var head: Int
        var link: Int
        var time: Int64
        var epoch: Int
    }

    struct Answer {
        var outcomes: [(verdict: Verdict, acceptance: Acceptance?)]
        var page: [(id: RecordID, state: RecordState)]
        var cursor: Cursor
        var more: Bool
    }

    /// What the world decides for the server: its clock, fresh names, and which values it will not have.
    struct Circumstances {
        var now: Int64
        var call: Int
        var isPoison: (Change) -> Bool
    }

    /// Nil where the cursor is none of this server's past.
    mutating func serve(_ request: Request, _ now: Circumstances) -> Answer? {
        if let cursor = request.cursor, !isPast(cursor) {
            // A cursor of this very epoch that leads nowhere: this server was put back, and begins another life.
            if cursor.epoch == epoch { begin(epoch: now.call, since: cursor.time) }
            return nil
        }
        for offer in request.offers { take(offer, now) }
        var outcomes: [(verdict: Verdict, acceptance: Acceptance?)] = []
        var isForked = false
        for change in request.changes {
            let outcome = isForked ? (.forked, nil) : judge(change, now)
            isForked = outcome.0 == .forked
            outcomes.append(outcome)
        }
        return page(request, outcomes, now)
    }

    private func isPast(_ cursor: Cursor) -> Bool {
        cursor.epoch == epoch && cursor.head < chain.count && chain[cursor.head].link == cursor.link
    }

    /// What an administrator's restoring does, and what a server does that finds itself put back.
    mutating func begin(epoch: Int, since: Int64) {
        self.epoch = epoch
        self.since = since
    }

    private mutating func judge(_ change: Change, _ now: Circumstances) -> (Verdict, Acceptance?) {
        if remembered[change.dot] == nil, claims[change.dot.replica, default: epoch] != epoch { return (.forked, nil) }
        claims[change.dot.replica] = epoch
        let state = states[change.record] ?? RecordState()
        let hash = Digest(standInFor: change.canonicalBytes)
        let refusal = now.isPoison(change) ? Refusal(.invalid, "This world will not have it.") : nil
        let verdict = Judge(
            change: change, hash: hash, remembered: remembered[change.dot], refusal: refusal, context: state.context,
            offered: wasOffered(change) ? offered[change.record] ?? Context() : Context(), now: now.now
        ).verdict
        switch verdict {
        case .accepted, .concurrent:
            remembered[change.dot] = Remembered(hash: hash, refusal: nil)
            return (verdict, apply(change, isAccepted: verdict == .accepted, now))
        case .refused(let refusal):
            remembered[change.dot] = Remembered(hash: hash, refusal: refusal)
        case .duplicate: return (verdict, acceptances[change.dot])
        case .forked, .stampInFuture, .behind: break
        }
        return (verdict, nil)
    }

    private mutating func apply(_ change: Change, isAccepted: Bool, _ now: Circumstances) -> Acceptance {
        let acceptance = Acceptance(received: now.now, revision: revision + 1)
        for (field, assignment) in change.assigns {
            let entry = Register.Entry(dot: change.dot, value: assignment.value, replaces: assignment.replaces)
            values[change.record, default: [:]][field, default: [:]][change.dot] = entry
        }
        changes[change.dot] = change
        acceptances[change.dot] = acceptance
        states[change.record, default: RecordState()].apply(
            change, acceptance: acceptance, history: history(change.record))
        bump(change.record, acceptedIn: isAccepted ? now.call : nil, now)
        return acceptance
    }

    private mutating func take(_ offer: Offer, _ now: Circumstances) {
        let id = offer.id
        let before = states[id] ?? RecordState()
        let memory = memory(of: id)
        guard let reunion = try? Reunion(of: before, with: offer.state, remembering: memory, name: freshName) else {
            return
        }
        for dot in reunion.doubled {
            for past in [Reunion.Past.here, .lost] { renamed[freshName(dot, past)] = (dot, past) }
        }
        keep(reunion.held, of: id)
        keep(reunion.told, of: id)
        let after = reunion.joined(telling: reunion.told, isProven: offer.isVouched, history: history(id))
        guard after != before else { return }
        states[id] = after
        if offer.isVouched { offered[id, default: Context()].join(reunion.told.context) }
        bump(id, acceptedIn: nil, now)
    }

    private func memory(of id: RecordID) -> Memory {
        let changes = self.changes.filter { $0.value.record == id }
        let recent = changes.values.filter { (acceptances[$0.dot]?.received ?? 0) >= since }
        let elsewhere = Set(self.changes.filter { $0.value.record != id }.keys)
        return Memory(
            changes: changes, elsewhere: elsewhere, values: values[id] ?? [:], offered: offered[id] ?? Context(),
            recent: recent)
    }

    /// Whether an offer brought just what the change says: its dot alone does not tell, for that may have two lives.
    private func wasOffered(_ change: Change) -> Bool {
        change.assigns.allSatisfy { field, assignment in
            values[change.record]?[field]?[change.dot]?.value == assignment.value
        }
    }

    private struct Memory: Reunion.Memory {
        let changes: [Dot: Change]
        let elsewhere: Set<Dot>
        let values: [FieldKey: [Dot: Register.Entry]]
        let offered: Context
        let recent: [Change]

        func change(_ dot: Dot) -> Change? { changes[dot] }
        func isElsewhere(_ dot: Dot) -> Bool { elsewhere.contains(dot) }
        func offeredValue(_ field: FieldKey, _ dot: Dot) -> Value? { values[field]?[dot]?.value }
    }

    private func freshName(_ dot: Dot, _ past: Reunion.Past) -> Dot {
        let digits = UInt64(epoch) << 32 | dot.replica.bits << 16 | dot.n << 1
        return Dot(ReplicaID(bits: 1 << 60 | digits | (past == .here ? 1 : 0)), 1)
    }

    private mutating func keep(_ state: RecordState, of id: RecordID) {
        for (field, register) in state.registers {
            for entry in register.siblings + register.replaced where entry.value != nil {
                values[id, default: [:]][field, default: [:]][entry.dot] = entry
            }
        }
    }

    private mutating func bump(_ id: RecordID, acceptedIn call: Int?, _ now: Circumstances) {
        revision += 1
        chain.append((now.call * 1_000 + chain.count, now.now))
        last[id] = LastChange(sequence: chain.count - 1, acceptedIn: call)
    }

    private func history(_ id: RecordID) -> History {
        let known = values[id] ?? [:]
        return { field, dot in known[field]?[dot] }
    }

    private func page(
        _ request: Request, _ outcomes: [(verdict: Verdict, acceptance: Acceptance?)], _ now: Circumstances
    ) -> Answer {
        let start = request.cursor?.sequence ?? 0
        let newer = last.filter { $0.value.sequence > start }
            .sorted { $0.value.sequence < $1.value.sequence }
        let more = newer.count > request.pageRecords
        let sequence = more ? newer[request.pageRecords - 1].value.sequence : chain.count - 1
        let page = newer.prefix(request.pageRecords).compactMap { id, last -> (id: RecordID, state: RecordState)? in
            guard let state = states[id] else { return nil }
            let isPlain = state.registers.allSatisfy { $0.content.siblings.count == 1 }
            return last.acceptedIn == now.call && isPlain ? nil : (id, state)
        }
        let cursor = Cursor(
            sequence: sequence, head: head, link: chain[head].link, time: chain[head].time, epoch: epoch)
        return Answer(outcomes: outcomes, page: Array(page), cursor: cursor, more: more)
    }

    var head: Int { chain.count - 1 }
}
