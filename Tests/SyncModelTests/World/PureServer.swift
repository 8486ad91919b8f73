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
    /// One name for each sequence, drawn by the world: two pasts never share one past their fork.
    private var chain = [0]
    private var revision: UInt64 = 0

    /// The last thing that happened to a record: its sequence, and the call that may leave it out of its answer.
    private struct LastChange {
        var sequence: Int
        var acceptedIn: Int?
    }

    struct Request {
        var replica: ReplicaID
        var cursor: Cursor
        var changes: [Change]
        var offers: [(id: RecordID, state: RecordState)]
        var pageRecords: Int
    }

    struct Cursor: Hashable {
        var sequence = 0
        var link = 0
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
        guard request.cursor.sequence < chain.count, chain[request.cursor.sequence] == request.cursor.link else {
            return nil
        }
        for offer in request.offers { take(offer.id, offer.state, now) }
        var outcomes: [(verdict: Verdict, acceptance: Acceptance?)] = []
        var isForked = false
        for change in request.changes {
            let outcome = isForked ? (.forked, nil) : judge(change, now)
            isForked = outcome.0 == .forked
            outcomes.append(outcome)
        }
        return page(request, outcomes, now)
    }

    private mutating func judge(_ change: Change, _ now: Circumstances) -> (Verdict, Acceptance?) {
        let state = states[change.record] ?? RecordState()
        let hash = Digest(standInFor: change.canonicalBytes)
        let refusal = now.isPoison(change) ? Refusal(.invalid, "This world will not have it.") : nil
        let verdict = Judge(
            change: change, hash: hash, remembered: remembered[change.dot], refusal: refusal, context: state.context,
            offered: offered[change.record] ?? Context(), now: now.now
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

    private mutating func take(_ id: RecordID, _ state: RecordState, _ now: Circumstances) {
        let held = states[id] ?? RecordState()
        guard !held.context.covers(state.context) else { return }
        offered[id, default: Context()].join(state.context)
        for (field, register) in state.registers {
            for entry in register.siblings + register.replaced where entry.value != nil {
                values[id, default: [:]][field, default: [:]][entry.dot] = entry
            }
        }
        states[id] = held.joined(with: state, history: history(id))
        bump(id, acceptedIn: nil, now)
    }

    private mutating func bump(_ id: RecordID, acceptedIn call: Int?, _ now: Circumstances) {
        revision += 1
        chain.append(now.call * 1_000 + chain.count)
        last[id] = LastChange(sequence: chain.count - 1, acceptedIn: call)
    }

    private func history(_ id: RecordID) -> History {
        let known = values[id] ?? [:]
        return { field, dot in known[field]?[dot] }
    }

    private func page(
        _ request: Request, _ outcomes: [(verdict: Verdict, acceptance: Acceptance?)], _ now: Circumstances
    ) -> Answer {
        let newer = last.filter { $0.value.sequence > request.cursor.sequence }
            .sorted { $0.value.sequence < $1.value.sequence }
        let more = newer.count > request.pageRecords
        let sequence = more ? newer[request.pageRecords - 1].value.sequence : chain.count - 1
        let page = newer.prefix(request.pageRecords).compactMap { id, last -> (id: RecordID, state: RecordState)? in
            guard let state = states[id] else { return nil }
            let isPlain = state.registers.allSatisfy { $0.content.siblings.count == 1 }
            return last.acceptedIn == now.call && isPlain ? nil : (id, state)
        }
        let cursor = Cursor(sequence: sequence, link: chain[sequence])
        return Answer(outcomes: outcomes, page: Array(page), cursor: cursor, more: more)
    }

    var head: Int { chain.count - 1 }
}
