import SyncModel

/// Replicas, a server and a bad network, played from one seed: edits in sight and out of it, lost requests and answers, late
/// duplicates, pages, refusals, wrong clocks, copied replicas, and a server restored from a backup or put back by hand.
struct PureWorld {
    enum Trouble: Sendable, CaseIterable {
        case network
        case copies
        /// The server is put back, and nobody tells it; the first cursor of the lost past does.
        case putBack
        /// Its administrator restores it, while copies of a replica live.
        case restoreAmongCopies
        case putBackAmongCopies
        /// A machine with the server and a replica on it is put back, while copies of that replica live on elsewhere.
        case machinePutBack

        var hasCopies: Bool { self != .network && self != .putBack }
        var hasRestore: Bool { self != .network && self != .copies }
    }

    static let records = [RecordID.note, .other]
    private static let stepsMax = 40
    /// How wrong a device's clock may be, in milliseconds: a day behind, a minute and a half ahead, forty years ahead.
    private static let skews: [Int64] = [0, 0, -86_400_000, 90_000, 40 * 365 * 86_400_000]

    let trouble: Trouble
    private(set) var seed: Seed
    private(set) var server = PureServer()
    private(set) var replicas: [PureReplica]
    private(set) var ledger = Ledger()
    /// How often digests differed although replica and server had read all of each other.
    private(set) var repairs = 0
    /// The changes that a server took in before it was restored from its backup.
    private(set) var forgotten: [Dot: Change] = [:]
    /// How often each verdict was given.
    private(set) var verdicts: [String: Int] = [:]
    private var backup: (server: PureServer, replica: PureReplica)?
    /// What was only ever on a machine that was put back.
    private(set) var burnt: Set<Int> = []
    private var late: [PureServer.Request] = []
    private var poison: Set<Value> = []
    private var now: Int64 = 1_700_000_000_000
    private var calls = 0
    private var written = 0
    private var lastID: UInt64 = 100

    init(seed number: Int, trouble: Trouble) {
        self.trouble = trouble
        var seed = Seed(number)
        replicas = ["Ana", "Ben", "Cem"].enumerated().map { place, name in
            PureReplica(id: replica(UInt64(place + 1)), author: name, skew: seed.pick(PureWorld.skews))
        }
        self.seed = seed
    }

    /// Plays to the end, then lets everything come in.
    mutating func play() {
        for step in 0..<PureWorld.stepsMax {
            now += Int64(seed.below(5_000))
            self.step(step)
        }
        poison = []
        for _ in 0..<30 where !isQuiet {
            for place in replicas.indices {
                while !replicas[place].quarantine.isEmpty { retry(place) }
                sync(place, loss: 0, pageRecords: 9)
            }
        }
    }

    private mutating func step(_ step: Int) {
        let place = seed.below(replicas.count)
        switch seed.below(100) {
        case ..<46: edit(place)
        case ..<50: open(place)
        case ..<88: sync(place, loss: 20, pageRecords: seed.pick([1, 1, 2]))
        case ..<92: lateRequest()
        case ..<95: if !replicas[place].quarantine.isEmpty { retry(place) }
        default: if trouble.hasCopies, replicas.count < 5 { replicas.append(replicas[place]) }
        }
        if trouble.hasRestore, step == PureWorld.stepsMax / 3 { backup = (server, replicas[0]) }
        if trouble.hasRestore, step == 2 * PureWorld.stepsMax / 3, let backup { putBack(backup) }
    }

    private mutating func putBack(_ backup: (server: PureServer, replica: PureReplica)) {
        forgotten = server.changes
        server = backup.server
        if trouble == .restoreAmongCopies {
            calls += 1
            server.begin(epoch: calls, since: now)
        }
        guard trouble == .machinePutBack else { return }
        replicas[0] = backup.replica
        let left = replicas.reduce(into: server.tokens(ledger)) { $0.formUnion($1.tokens(ledger)) }
        // What one burnt text was written over may have burnt with it.
        while !ledger.alive(without: burnt).isSubset(of: left) {
            burnt.formUnion(ledger.alive(without: burnt).subtracting(left))
        }
    }

    // MARK: People

    private mutating func open(_ place: Int) {
        replicas[place].open.append(look(place, at: seed.pick(PureWorld.records), whole: false))
    }

    /// What a person sees who opens `record` now, with every side of every conflict if `whole`.
    private func look(_ place: Int, at record: RecordID, whole: Bool) -> Opened {
        let local = replicas[place].local(record)
        let seen = local.seen(by: replicas[place].writer(now))
        let sight = whole ? local.wholeSight(of: seen) : local.sight(of: seen, rules)
        var tokens: [FieldKey: Set<Int>] = [:]
        var all: Set<Int> = []
        for (field, register) in seen.registers {
            let dots = seen.shown(field, rule: rules(record.collection, field))?.dots ?? []
            let shown = register.siblings.filter { whole || dots.contains($0.dot) }
            tokens[field] = Set(shown.compactMap { ledger.token($0.value) })
            all.formUnion(register.siblings.compactMap { ledger.token($0.value) })
        }
        let text = seen.shown(.body, rule: .text)?.value.text ?? ""
        return Opened(record: record, sight: sight, tokens: tokens, all: all, text: text)
    }

    private mutating func edit(_ place: Int) {
        var opened: Opened
        if !replicas[place].open.isEmpty, seed.happens(30) {
            opened = replicas[place].open.removeFirst()
        } else {
            opened = look(place, at: seed.pick(PureWorld.records), whole: seed.happens(30))
        }
        switch seed.below(100) {
        case ..<12: withdraw(place, opened)
        case ..<18: restore(place, opened)
        default: write(place, opened)
        }
    }

    private mutating func write(_ place: Int, _ opened: Opened) {
        var values = FieldMap<Value>()
        for field in seed.pick([[FieldKey.body], [.kind], [.body, .kind]]) {
            written += 1
            let text = field == .body ? opened.text + "\n\nparagraph \(written)" : "value \(written)"
            values[field] = Value(text: text)
        }
        for (field, value) in values {
            ledger.write(value, over: opened.tokens[field] ?? [], inSight: opened.all)
            if seed.happens(4) { poison.insert(value) }
        }
        replicas[place].act(on: opened.record, sight: opened.sight, now: now) { record, sight, free, writer in
            record.edit(values, sight: sight, place: free, writer: writer)
        }
    }

    private mutating func withdraw(_ place: Int, _ opened: Opened) {
        written += 1
        let reason = "reason \(written)"
        ledger.withdraw(reason, inSight: opened.all)
        replicas[place].act(on: opened.record, sight: opened.sight, now: now) { record, sight, free, writer in
            record.withdraw(reason: reason, sight: sight, place: free, writer: writer)
        }
    }

    private mutating func restore(_ place: Int, _ opened: Opened) {
        replicas[place].act(on: opened.record, sight: opened.sight, now: now) { record, sight, free, writer in
            record.edit(FieldMap([(.deleted, Value.null)]), sight: sight, place: free, writer: writer)
        }
    }

    /// A person sends a refused edit again: mended, as a new one in sight of what is there now.
    private mutating func retry(_ place: Int) {
        let index = seed.below(replicas[place].quarantine.count)
        let (record, edit) = replicas[place].takeFromQuarantine(index)
        let opened = look(place, at: record, whole: false)
        for (field, assignment) in edit.assigns where field != .deleted {
            poison.remove(assignment.value)
            // What was written is written anew, for the ledger too.
            written += 1
            let value = Value(text: "mended \(written)")
            let old = Set([ledger.token(assignment.value)].compactMap(\.self))
            ledger.write(value, over: old.union(opened.tokens[field] ?? []), inSight: opened.all)
            replicas[place].act(on: record, sight: opened.sight, now: now) { record, sight, free, writer in
                record.edit(FieldMap([(field, value)]), sight: sight, place: free, writer: writer)
            }
        }
    }

    // MARK: The network

    private mutating func sync(_ place: Int, loss: Int, pageRecords: Int) {
        let count = loss == 0 ? Int.max : seed.pick([0, 1, 99, 99])
        let request = replicas[place].request(sending: count, pageRecords: pageRecords, now: now)
        if loss > 0, seed.happens(8) { late.append(request) }
        if seed.happens(loss / 2) { return }
        calls += 1
        let answer = server.serve(request, circumstances)
        for outcome in answer?.outcomes ?? [] { verdicts[outcome.verdict.name, default: 0] += 1 }
        if seed.happens(loss) { return }
        guard let answer else { return replicas[place].startOver(fresh: freshID()) }
        replicas[place].take(answer, to: request, now: now, fresh: freshID())
        if !answer.more, answer.cursor.sequence == server.head {
            repairs += replicas[place].compare(with: server, fresh: freshID())
        }
    }

    /// A request that was held up arrives; nobody waits for its answer any more.
    private mutating func lateRequest() {
        guard !late.isEmpty else { return }
        calls += 1
        _ = server.serve(late.remove(at: seed.below(late.count)), circumstances)
    }

    private var circumstances: PureServer.Circumstances {
        let poison = self.poison
        return PureServer.Circumstances(now: now, call: calls) { change in
            change.assigns.contains { poison.contains($0.content.value) }
        }
    }

    private mutating func freshID() -> ReplicaID {
        lastID += 1
        return ReplicaID(bits: lastID)
    }
}

extension Verdict {
    /// The outcome's name as it travels.
    var name: String {
        switch self {
        case .duplicate: "duplicate"
        case .forked: "forked"
        case .refused: "refused"
        case .stampInFuture: "stampInFuture"
        case .behind: "behind"
        case .accepted: "accepted"
        case .concurrent: "concurrent"
        }
    }
}
