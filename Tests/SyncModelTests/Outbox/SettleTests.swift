import Testing

@testable import SyncModel

/// What becomes of an outbox when outcomes arrive.
@Suite struct SettleTests {
    @Test func `a settled change leaves its name to those that pointed at its place`() {
        var record = LocalRecord(id: .note)
        record.write(.body, "one", place: 1)
        record.bind(place: 1, to: dot(1, 5), writer: writer())
        record.write(.body, "two", place: 2)
        record.settle(place: 1, acceptance: Acceptance(received: 1, revision: 1))
        #expect(record.unsent.map(\.place) == [2])
        #expect(record.unsent[0].assigns[.body]?.replaces == [dot(1, 5)])
        #expect(record.unsent[0].context.covers(dot(1, 5)))
        #expect(record.acknowledged.registers[.body]?.siblings.map(\.dot) == [dot(1, 5)])
    }

    @Test func `every edit that had it in sight has the settled change in its context`() {
        var record = LocalRecord(id: .note)
        for place in 1...3 as ClosedRange<UInt64> {
            record.write(.body, "text \(place)", place: place)
            record.bind(place: place, to: dot(1, place), writer: writer())
        }
        record.settle(place: 1, acceptance: nil)
        record.unbind()
        #expect(record.unsent.allSatisfy { $0.context.covers(dot(1, 1)) })
    }

    @Test func `the value of a settled change is kept for those that replaced it`() {
        var record = LocalRecord(id: .note)
        record.write(.body, "One.\n\nTwo.", place: 1)
        record.bind(place: 1, to: dot(1, 1), writer: writer())
        record.write(.body, "One!\n\nTwo.", place: 2)
        record.settle(place: 1, acceptance: nil)
        var told = record.acknowledged
        let theirs = Value(text: "One.\n\nTwo!")
        told.apply(change(2, 1, [.body: (theirs, [dot(1, 1)])], seen: context((1, 1))))
        record.take(told)
        #expect(record.says(.body) == "One!\n\nTwo!")
    }

    @Test func `those after a refused change take over what it replaced, and lose their names`() {
        var record = LocalRecord.holding("old")
        record.write(.body, "bad", place: 1)
        record.bind(place: 1, to: dot(1, 1), writer: writer())
        record.write(.body, "good", place: 2)
        record.bind(place: 2, to: dot(1, 2), writer: writer())
        #expect(record.refuse(place: 1)?.place == 1)
        #expect(record.unsent[0].bound == nil)
        #expect(record.unsent[0].assigns[.body]?.replaces == [dot(9, 1)])
        #expect(record.says(.body) == "good")
    }

    @Test func `what its writer wrote over leaves a refused edit`() throws {
        var record = LocalRecord.holding("old")
        let values = FieldMap([(FieldKey.body, Value(text: "bad")), (FieldKey.kind, value(1))])
        record.edit(values, sight: record.whole, place: 1, writer: writer())
        record.bind(place: 1, to: dot(1, 1), writer: writer())
        record.write(.body, "good", place: 2)
        let left = record.refuse(place: 1)
        let refused = try #require(left)
        #expect(refused.assigns.keys == [.kind])
    }

    @Test func `an edit in sight of a refused one takes over what that replaced, and its values`() throws {
        var record = LocalRecord.holding("old")
        record.write(.body, "bad", place: 1)
        record.bind(place: 1, to: dot(1, 1), writer: writer())
        let opened = record.whole
        let left = record.refuse(place: 1)
        let refused = try #require(left)
        var told = record.acknowledged
        told.apply(change(8, 1, [.body: (Value(text: "theirs"), [dot(9, 1)])], seen: told.context))
        record.take(told)
        let mended = FieldMap([(FieldKey.body, Value(text: "good"))])
        record.edit(mended, sight: opened, over: [refused], place: 2, writer: writer())
        #expect(record.unsent[0].assigns[.body]?.replaces == [dot(9, 1)])
        #expect(record.unsent[0].replaced[.body]?.map(\.dot) == [dot(9, 1)])
        #expect(record.texts(.body) == ["good", "theirs"])
    }

    @Test func `who had a change in sight that was refused since follows the one before it`() {
        var record = LocalRecord(id: .note)
        record.write(.body, "one", place: 1)
        record.bind(place: 1, to: dot(1, 1), writer: writer())
        record.write(.kind, "bad", place: 2)
        record.bind(place: 2, to: dot(1, 2), writer: writer())
        let opened = record.whole
        #expect(record.refuse(place: 2) != nil)
        record.edit(FieldMap([(.kind, Value(text: "good"))]), sight: opened, place: 3, writer: writer())
        #expect(record.unsent.last?.predecessor == 1)
        record.settle(place: 1, acceptance: nil)
        #expect(record.unsent.last?.context.covers(dot(1, 1)) == true)
    }

    @Test func `an edit that came back with a page before its answer is not applied twice`() {
        var record = LocalRecord(id: .note)
        record.write(.kind, "mine", place: 1)
        record.bind(place: 1, to: dot(1, 1), writer: writer())
        var told = RecordState()
        if let mine = record.unsent[0].bound { told.apply(mine) }
        told.apply(change(2, 1, [.kind: (value(2), [dot(1, 1)])], seen: context((1, 1))))
        record.take(told)
        #expect(record.seen(by: writer()).registers[.kind]?.siblings.map(\.dot) == [dot(2, 1)])
    }

    @Test func `a change stamped again is the same change`() {
        var record = LocalRecord(id: .note)
        record.write(.body, "one", place: 1)
        record.bind(place: 1, to: dot(1, 1), writer: writer(now: 9_000_000_000))
        let before = record.unsent[0].bound
        record.restamp(place: 1, clock: Clock(offset: -8_000_000_000, now: 9_000_000_000))
        let after = record.unsent[0].bound
        #expect(before?.canonicalBytes == after?.canonicalBytes)
        #expect(before?.stamp != after?.stamp)
    }

    @Test func `a change is sent with what was in sight when it was made, not when it was sent`() {
        var record = LocalRecord.holding("old")
        record.write(.body, "mine", place: 1)
        var told = record.acknowledged
        told.apply(change(8, 1, [.kind: (value(1), [])], seen: told.context))
        record.take(told)
        record.bind(place: 1, to: dot(1, 1), writer: writer())
        #expect(record.unsent[0].bound?.context == context((9, 1)))
    }

    @Test func `what the server tells in full replaces even its own earlier note of a change`() {
        let made = change(9, 1, [.kind: (value(1), [])])
        var (earlier, later) = (RecordState(), RecordState())
        earlier.apply(made, acceptance: Acceptance(received: 5, revision: 1))
        later.apply(made, acceptance: Acceptance(received: 9, revision: 2))
        var record = LocalRecord(id: .note, acknowledged: earlier)
        record.take(later)
        #expect(record.acknowledged == later)
    }

    @Test func `a state told in part of what is known is joined, else it replaces`() {
        var record = LocalRecord.holding("old")
        var older = RecordState()
        older.apply(change(7, 1, [.kind: (value(1), [])]))
        record.take(older)
        #expect(record.acknowledged.context == context((7, 1), (9, 1)))
        var newer = record.acknowledged
        newer.apply(change(7, 2, [.body: (value(2), [dot(9, 1)])], seen: newer.context))
        record.take(newer)
        #expect(record.acknowledged == newer)
    }

    @Test func `a deletion speaks of own unsent edits by the names they are sent under`() {
        var record = LocalRecord(id: .note)
        record.write(.body, "one", place: 1)
        record.withdraw(reason: nil, sight: record.whole, place: 2, writer: writer())
        record.bind(place: 1, to: dot(1, 8), writer: writer())
        record.bind(place: 2, to: dot(1, 9), writer: writer())
        let sent = record.unsent[1].bound?.assigns[.deleted].flatMap { Deletion($0.value) }
        #expect(sent?.seen == context((1, 8)))
        #expect(record.seen(by: writer()).isHidden)
    }

    @Test func `what is offered brings the bases it knows, and no others`() {
        var record = LocalRecord.holding("old")
        record.write(.body, "new", place: 1)
        var later = record.acknowledged
        later.apply(change(7, 1, [.body: (value(1), [dot(9, 1)])], seen: later.context))
        record.acknowledged = later
        #expect(record.offered.registers[.body]?.replaced.map(\.dot) == [dot(9, 1)])
        var other = RecordState()
        other.apply(change(8, 1, [.body: (value(2), [])]))
        record.acknowledged = other
        #expect(record.offered == other)
    }
}
