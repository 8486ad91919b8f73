import Testing

@testable import SyncModel

/// An edit beats a deletion it had not seen, and one it had seen it renews.
@Suite struct DeletionTests {
    @Test func `a deletion hides what its writer had in sight`() {
        var record = LocalRecord.holding("text")
        record.withdraw(reason: "over", sight: record.whole, place: 1, writer: writer())
        #expect(record.seen(by: writer()).isHidden)
    }

    @Test func `an edit that came meanwhile keeps the record in view, as a conflict`() {
        var record = LocalRecord.holding("text")
        let opened = record.whole
        var told = record.acknowledged
        told.apply(change(8, 1, [.kind: (value(1), [])], seen: told.context))
        record.take(told)
        record.withdraw(reason: nil, sight: opened, place: 1, writer: writer())
        let seen = record.seen(by: writer())
        #expect(!seen.isHidden)
        #expect(seen.isDeletionDisputed)
        #expect(seen.shown(.deleted)?.isConflict == true)
    }

    @Test func `an edit in sight of a deletion renews it`() {
        var record = LocalRecord.holding("text")
        record.withdraw(reason: "over", sight: record.whole, place: 1, writer: writer())
        record.write(.body, "later", place: 2)
        let seen = record.seen(by: writer())
        #expect(seen.isHidden)
        #expect(seen.shown(.body, rule: .text)?.value.text == "later")
        #expect(seen.shown(.deleted).flatMap { Deletion($0.value) }?.reason == "over")
    }

    @Test func `lifting a deletion brings the record back`() {
        var record = LocalRecord.holding("text")
        record.withdraw(reason: nil, sight: record.whole, place: 1, writer: writer())
        record.edit(FieldMap([(.deleted, .null)]), sight: record.whole, place: 2, writer: writer())
        #expect(!record.seen(by: writer()).isHidden)
        #expect(!record.seen(by: writer()).isDeletionDisputed)
    }

    @Test func `two who withdrew it agree`() {
        var state = RecordState()
        state.apply(change(1, 1, [.body: (value(1), [])]))
        let deletion = Deletion(reason: nil, seen: context((1, 1))).value
        state.apply(change(2, 1, [.deleted: (deletion, [])], seen: context((1, 1))))
        state.apply(change(3, 1, [.deleted: (deletion, [])], seen: context((1, 1))))
        #expect(state.isHidden)
        #expect(state.shown(.deleted)?.isConflict == false)
    }

    @Test func `a deletion opened before a sync has in sight what was sent meanwhile`() {
        var record = LocalRecord(id: .note)
        record.write(.body, "one", place: 1)
        record.bind(place: 1, to: dot(1, 1), writer: writer())
        record.write(.kind, "two", place: 2)
        let opened = record.whole
        record.settle(place: 1, acceptance: nil)
        let renamed = opened.renamed { place, _ in place == 1 ? dot(1, 1) : nil }
        record.withdraw(reason: nil, sight: renamed, place: 3, writer: writer())
        #expect(record.seen(by: writer()).isHidden)
    }

    @Test(arguments: [true, false])
    func `a renewed deletion hides an own edit that was renamed only if it was told as written`(
        isOwn: Bool
    ) throws {
        var record = LocalRecord(id: .note)
        record.write(.body, "mine", place: 1)
        record.bind(place: 1, to: dot(1, 1), writer: writer())
        let sent = try #require(record.unsent[0].bound)
        // The answer is lost, and under its name a page tells of the edit itself, or of what another life of it wrote.
        let told = isOwn ? sent : change(1, 1, [.body: (Value(text: "theirs"), [])])
        var state = RecordState()
        state.apply(told)
        let deletion = Deletion(reason: nil, seen: context((1, 1))).value
        state.apply(change(2, 1, [.deleted: (deletion, [])], seen: state.context))
        record.take(state)
        record.write(.kind, "later", place: 2)
        #expect(record.seen(by: writer()).isHidden)
        record.unbind()
        for place in 1...2 as ClosedRange<UInt64> {
            record.bind(place: place, to: dot(3, place), writer: writer())
            record.settle(place: place, acceptance: nil)
        }
        #expect(record.acknowledged.isHidden == isOwn)
    }

    @Test func `nobody else's deletion hides an edit that was not sent`() {
        var record = LocalRecord(id: .note)
        record.write(.body, "mine", place: 1)
        let claim = Deletion(reason: nil, seen: Context([(ReplicaID.unsent, UInt64(99))])).value
        var told = RecordState()
        told.apply(change(2, 1, [.deleted: (claim, [])]))
        record.take(told)
        #expect(!record.seen(by: writer()).isHidden)
    }
}
