import SyncModel

/// Three replicas of one record, and every move that can be made next.
struct SmallWorld: Hashable {
    static let now: Int64 = 1_000_000

    enum Act: CaseIterable {
        /// An ordinary edit of the field that is shown merged, and of another.
        case writeBody, writeKind
        /// Every side of a conflict is shown, and replaced.
        case settle
        /// The record is withdrawn, or brought back where it was.
        case withdrawOrRestore
    }

    enum Move {
        case act(Int, Act)
        /// Binds what is unsent; the server answers, but the answer is still on its way.
        case send(Int)
        case receive(Int)
        /// The request is lost on its way, or the answer.
        case loseRequest(Int)
        case loseAnswer(Int)
        /// The last request arrives once more.
        case repeatRequest
    }

    private(set) var server = SmallServer()
    private(set) var replicas: [LocalRecord]
    private(set) var actsLeft: Int
    private(set) var ledger: [SmallAct] = []
    private var answers: [SmallServer.Answer?]
    private var counts: [UInt64]
    private var lossesLeft: Int
    private var repeatsLeft: Int
    private var lastRequest: [Change] = []

    init(replicas count: Int, acts: Int, losses: Int, repeats: Int) {
        replicas = Array(repeating: LocalRecord(id: .note), count: count)
        answers = Array(repeating: nil, count: count)
        counts = Array(repeating: 0, count: count)
        actsLeft = acts
        lossesLeft = losses
        repeatsLeft = repeats
    }

    // MARK: Moves

    var moves: [Move] {
        var moves: [Move] = []
        for place in replicas.indices {
            if actsLeft > 0, place == 0 || !ledger.isEmpty { moves += Act.allCases.map { .act(place, $0) } }
            if answers[place] != nil {
                moves.append(.receive(place))
                if lossesLeft > 0 { moves.append(.loseAnswer(place)) }
            } else if !isInStep(place) {
                moves.append(.send(place))
                if lossesLeft > 0, replicas[place].unsent.contains(where: { $0.bound == nil }) {
                    moves.append(.loseRequest(place))
                }
            }
        }
        if repeatsLeft > 0, !lastRequest.isEmpty { moves.append(.repeatRequest) }
        return moves
    }

    private func isInStep(_ place: Int) -> Bool {
        replicas[place].unsent.isEmpty && replicas[place].acknowledged == server.state
    }

    /// Whether nobody acts any more and nothing is on its way.
    var isSettled: Bool { actsLeft == 0 && answers.allSatisfy { $0 == nil } }

    mutating func make(_ move: Move) {
        switch move {
        case .act(let place, let act): self.act(place, act)
        case .send(let place): answers[place] = serve(place)
        case .receive(let place): receive(place)
        case .loseRequest(let place):
            lossesLeft -= 1
            bind(place)
        case .loseAnswer(let place):
            lossesLeft -= 1
            answers[place] = nil
        case .repeatRequest:
            repeatsLeft -= 1
            _ = server.serve(lastRequest)
            lastRequest = []
        }
    }

    // MARK: Acting

    private mutating func act(_ place: Int, _ act: Act) {
        actsLeft -= 1
        let seen = replicas[place].seen(by: writer)
        let sight = act == .settle ? replicas[place].wholeSight(of: seen) : replicas[place].sight(of: seen, rules)
        let free = UInt64(ledger.count + 1)
        ledger.append(SmallAct(act, number: ledger.count + 1, on: seen, sight))
        switch act {
        case .writeBody, .settle: edit(place, .body, value(ledger.count), sight, free)
        case .writeKind: edit(place, .kind, value(ledger.count), sight, free)
        case .withdrawOrRestore where seen.isHidden: edit(place, .deleted, .null, sight, free)
        case .withdrawOrRestore:
            replicas[place].withdraw(reason: "\(ledger.count)", sight: sight, place: free, writer: writer)
        }
    }

    private mutating func edit(_ place: Int, _ field: FieldKey, _ value: Value, _ sight: Sight, _ free: UInt64) {
        replicas[place].edit(FieldMap([(field, value)]), sight: sight, place: free, writer: writer)
    }

    private var writer: Writer {
        Writer(author: "", device: "", clock: Clock(offset: 0, now: SmallWorld.now))
    }

    // MARK: Syncing

    private mutating func bind(_ place: Int) {
        for edit in replicas[place].unsent where edit.bound == nil {
            counts[place] += 1
            let dot = Dot(ReplicaID(bits: UInt64(place + 1)), counts[place])
            replicas[place].bind(place: edit.place, to: dot, writer: writer)
        }
    }

    private mutating func serve(_ place: Int) -> SmallServer.Answer {
        bind(place)
        let changes = replicas[place].unsent.compactMap(\.bound)
        if repeatsLeft > 0 { lastRequest = changes }
        return server.serve(changes)
    }

    private mutating func receive(_ place: Int) {
        guard let answer = answers[place] else { return }
        answers[place] = nil
        let sent = replicas[place].unsent.filter { $0.bound != nil }
        for (edit, verdict) in zip(sent, answer.outcomes) {
            switch verdict {
            case .accepted, .concurrent, .duplicate: replicas[place].settle(place: edit.place, acceptance: nil)
            default: break
            }
        }
        replicas[place].take(answer.state)
    }

    /// Everything that is left comes in, with nothing lost.
    mutating func drain() {
        for _ in 0..<2 {
            for place in replicas.indices {
                answers[place] = serve(place)
                receive(place)
            }
        }
    }
}
