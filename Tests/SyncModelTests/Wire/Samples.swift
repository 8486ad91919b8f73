import SyncModel

/// Messages made at random, with everything that may stand in them.
extension Seed {
    mutating func request() -> SyncRequest {
        SyncRequest(
            replica: replica(UInt64(below(5) + 1)), cursor: happens(50) ? anyText() : nil, pageBytes: below(1_000) + 1,
            confirmed: happens(50) ? below(99) : nil,
            changes: (0..<below(4)).map { _ in anyChange() }, offers: (0..<below(3)).map { _ in told() },
            sums: happens(50) ? sums() : nil, wants: (0..<below(3)).map { _ in .note })
    }

    private mutating func sums() -> BucketSums {
        var sums = BucketSums()
        for _ in 0..<below(4) { sums[UInt8(below(256))] = Digest(high: next(), low: next()) }
        return sums
    }

    private mutating func comparison() -> Comparison {
        let buckets = (0..<below(3)).map { number in
            let held = (0..<below(3)).map { _ in HeldRecord(id: .note, hash: Digest(high: next(), low: next())) }
            return HeldBucket(number: UInt8(number * 100), records: held)
        }
        return Comparison(differing: buckets.count + below(3), buckets: buckets)
    }

    mutating func response() -> SyncResponse {
        SyncResponse(
            serverTime: Int64(below(1 << 45)), outcomes: (0..<below(5)).map { _ in outcome() },
            offers: (0..<below(3)).map { _ in offerOutcome() }, comparison: happens(50) ? comparison() : nil,
            records: (0..<below(3)).map { _ in told() },
            cursor: anyText(), more: happens(50), digest: Digest(high: next(), low: next()))
    }

    mutating func archive() -> [ArchivedChange] {
        (0..<below(4)).map { _ in ArchivedChange(change: anyChange(), acceptance: acceptance()) }
    }

    private mutating func outcome() -> Outcome {
        switch below(7) {
        case 0: .accepted(acceptance(), receipt())
        case 1: .concurrent(acceptance())
        case 2: .duplicate(happens(50) ? acceptance() : nil)
        case 3: .refused(refusal())
        case 4: .stampInFuture
        case 5: .behind
        default: .forked
        }
    }

    private mutating func offerOutcome() -> OfferOutcome {
        switch below(3) {
        case 0: .taken
        case 1: .known
        default: .refused(refusal())
        }
    }

    private mutating func refusal() -> Refusal { Refusal(pick(Refusal.Code.allCases), anyText()) }

    private mutating func acceptance() -> Acceptance {
        Acceptance(received: Int64(below(1 << 45)), revision: UInt64(below(9) + 1))
    }

    private mutating func receipt() -> Receipt {
        Receipt(Digest(high: next(), low: next()).bytes) ?? receipt()
    }

    private mutating func told() -> ToldRecord {
        var world = LawWorld(seed: below(1_000), fields: .any, steps: 7)
        return ToldRecord(id: .note, state: world.anyPast(), receipt: happens(50) ? receipt() : nil)
    }

    mutating func anyChange() -> Change {
        var assigns = FieldMap<Assignment>()
        for _ in 0...below(3) {
            let replaces = (0..<below(3)).map { _ in dot(UInt64(below(5) + 1), UInt64(below(9) + 1)) }
            assigns[pick([.body, .kind, .voice])] = Assignment(value: anyValue(), replaces: replaces)
        }
        return Change(
            dot: dot(UInt64(below(5) + 1), UInt64(below(99) + 1)), stamp: Stamp(bits: next()), record: .note,
            author: anyText(), device: anyText(), context: context((1, 3), (UInt64(below(9) + 2), 5)), assigns: assigns)
    }

    private mutating func anyValue() -> Value {
        let written = [
            "null", "true", "-0.5e+3", "[]", "{}", #"{"b":[1, {"a":"\u0041\ud83d\ude00"}],"a":2}"#, "[[[1]]]",
        ]
        return happens(60) ? Value(text: anyText()) : Value(unchecked: Array(pick(written).utf8))
    }

    mutating func anyText() -> String {
        let pieces = [
            "a", "é", "e\u{301}", "日本", "😀", "\"", "\\", "/", "\n", "\r\n", "\t", "\u{0}", "\u{1F}", "\u{7F}",
            "\u{2028}",
        ]
        return (0..<below(9)).map { _ in pick(pieces) }.joined()
    }
}
