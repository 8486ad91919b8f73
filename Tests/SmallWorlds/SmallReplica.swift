import SyncModel

/// One replica of a small world's record.
struct SmallReplica: Hashable {
    private(set) var record = LocalRecord(id: .small)
    private let place: Int
    private static let rules: MergeRules = { _, field in field == .body ? .text : .single }
    private var sent: UInt64 = 0
    private var acts = 0

    init(place: Int) {
        self.place = place
    }

    var hasUnsent: Bool { !record.unsent.isEmpty }

    func isInStep(with server: SmallServer) -> Bool {
        !hasUnsent && record.acknowledged == server.state
    }

    // MARK: Acting

    /// Each act writes a number of its own, so that it can be found again.
    mutating func act(_ act: SmallWorld.Act) -> SmallAct {
        acts += 1
        let number = place * 10 + acts
        let seen = record.seen(by: writer)
        let sight = act == .settle ? record.wholeSight(of: seen) : record.sight(of: seen, SmallReplica.rules)
        switch act {
        case .writeBody, .settle: edit(.body, Value(number), sight)
        case .writeKind: edit(.kind, Value(number), sight)
        case .withdrawOrRestore where seen.isHidden: edit(.deleted, .null, sight)
        case .withdrawOrRestore:
            record.withdraw(reason: "\(number)", sight: sight, place: UInt64(acts), writer: writer)
        }
        return SmallAct(act, number: number, on: seen) { SmallReplica.rules(RecordID.small.collection, $0) }
    }

    private mutating func edit(_ field: FieldKey, _ value: Value, _ sight: Sight) {
        record.edit(FieldMap([(field, value)]), sight: sight, place: UInt64(acts), writer: writer)
    }

    private var writer: Writer {
        Writer(author: "", device: "", clock: Clock(offset: 0, now: SmallWorld.now))
    }

    // MARK: Syncing

    /// The changes that a request carries now; what has no name yet gets one.
    mutating func bind() -> [Change] {
        for edit in record.unsent where edit.bound == nil {
            sent += 1
            record.bind(place: edit.place, to: Dot(ReplicaID(bits: UInt64(place + 1)), sent), writer: writer)
        }
        return record.unsent.compactMap(\.bound)
    }

    mutating func receive(_ answer: SmallServer.Answer) {
        let asked = record.unsent.filter { $0.bound != nil }
        for (edit, verdict) in zip(asked, answer.outcomes) {
            switch verdict {
            case .accepted, .concurrent, .duplicate: record.settle(place: edit.place, acceptance: nil)
            default: break
            }
        }
        record.take(answer.state)
    }
}
