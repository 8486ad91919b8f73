import Testing

@testable import SyncModel

/// When an edit becomes part of the unsent one before it, and when it is a change of its own.
@Suite struct FoldTests {
    @Test func `an edit of what was shown folds into the unsent one`() {
        var record = LocalRecord(id: .note)
        record.write(.body, "one", place: 1)
        record.write(.body, "two", place: 2)
        #expect(record.unsent.count == 1)
        #expect(record.says(.body) == "two")
    }

    @Test func `what a fold replaces is what both replaced`() {
        var record = LocalRecord.holding("old")
        record.write(.body, "one", place: 1)
        record.write(.body, "two", place: 2)
        #expect(record.unsent[0].assigns[.body]?.replaces == [dot(9, 1)])
        #expect(record.unsent[0].replaced[.body]?.map(\.dot) == [dot(9, 1)])
    }

    @Test func `an edit never folds into one that was sent`() {
        var record = LocalRecord(id: .note)
        record.write(.body, "one", place: 1)
        record.bind(place: 1, to: dot(1, 1), writer: writer())
        record.write(.body, "two", place: 2)
        #expect(record.unsent.count == 2)
        #expect(record.says(.body) == "two")
    }

    @Test func `an edit never folds across what was pulled in between`() {
        var record = LocalRecord.holding("old")
        record.write(.body, "one", place: 1)
        var told = record.acknowledged
        told.apply(change(8, 1, [.kind: (value(1), [])], seen: told.context))
        record.take(told)
        record.write(.body, "two", place: 2)
        #expect(record.unsent.count == 2)
    }

    @Test func `a deletion never folds, nor anything into it`() {
        var record = LocalRecord(id: .note)
        record.write(.body, "one", place: 1)
        record.withdraw(reason: nil, sight: record.whole, place: 2, writer: writer())
        record.write(.body, "two", place: 3)
        #expect(record.unsent.map(\.place) == [1, 2, 3])
    }

    @Test func `a text opened before a fold replaces only what it showed`() {
        var record = LocalRecord(id: .note)
        record.write(.body, "one", place: 1)
        let opened = record.sight(of: record.seen(by: writer()), rules)
        record.write(.body, "two", place: 2)
        record.edit(FieldMap([(.body, Value(text: "late"))]), sight: opened, place: 3, writer: writer())
        #expect(record.texts(.body) == ["late", "two"])
        record.bind(place: 2, to: dot(1, 1), writer: writer())
        record.bind(place: 3, to: dot(1, 2), writer: writer())
        #expect(record.unsent[1].bound?.assigns[.body]?.replaces == [])
    }

    @Test func `a text opened before another field was folded in replaces what it showed`() {
        var record = LocalRecord(id: .note)
        record.write(.body, "one", place: 1)
        let opened = record.sight(of: record.seen(by: writer()), rules)
        record.write(.kind, "other", place: 2)
        record.edit(FieldMap([(.body, Value(text: "late"))]), sight: opened, place: 3, writer: writer())
        #expect(record.unsent.map(\.place) == [3])
        #expect(record.texts(.body) == ["late"])
        #expect(record.texts(.kind) == ["other"])
    }

    @Test func `words that were written again are not those that were shown before`() {
        var record = LocalRecord(id: .note)
        record.write(.body, "one", place: 1)
        let opened = record.sight(of: record.seen(by: writer()), rules)
        record.write(.body, "two", place: 2)
        record.write(.body, "one", place: 3)
        record.edit(FieldMap([(.body, Value(text: "late"))]), sight: opened, place: 4, writer: writer())
        #expect(record.texts(.body) == ["late", "one"])
    }

    @Test func `of an edit that was folded into, a sight gives names to what it showed`() {
        var record = LocalRecord(id: .note)
        record.edit(
            FieldMap([(.body, Value(text: "one")), (.kind, value(1))]), sight: Sight(), place: 1, writer: writer())
        let opened = record.sight(of: record.seen(by: writer()), rules)
        record.write(.kind, "other", place: 2)
        record.bind(place: 2, to: dot(1, 1), writer: writer())
        let sent = record.settle(place: 2, acceptance: nil)
        let named = opened.renamed { place, field in
            field.map { sent?.written[$0] == place } ?? (sent?.place == place) ? dot(1, 1) : nil
        }
        #expect(named.shown == FieldMap([(.body, [dot(1, 1)]), (.kind, [.unsent(place: 1)])]))
        #expect(!named.context.covers(dot(1, 1)), "a deletion would hide the other field")
    }

    @Test func `a deletion that had not seen a fold does not hide it`() {
        var record = LocalRecord(id: .note)
        record.write(.body, "one", place: 1)
        let opened = record.sight(of: record.seen(by: writer()), rules)
        record.write(.body, "two", place: 2)
        record.withdraw(reason: nil, sight: opened, place: 3, writer: writer())
        #expect(!record.seen(by: writer()).isHidden)
    }
}

extension LocalRecord {
    /// A record whose acknowledged body replica 9 wrote.
    static func holding(_ text: String) -> LocalRecord {
        var state = RecordState()
        state.apply(change(9, 1, [.body: (Value(text: text), [])]))
        return LocalRecord(id: .note, acknowledged: state)
    }

    var whole: Sight { wholeSight(of: seen(by: writer())) }

    mutating func write(_ field: FieldKey, _ text: String, place: UInt64) {
        let sight = self.sight(of: seen(by: writer()), rules)
        edit(FieldMap([(field, Value(text: text))]), sight: sight, place: place, writer: writer())
    }

    /// What the siblings of `field` say, in order of their words.
    func texts(_ field: FieldKey) -> [String] {
        seen(by: writer()).registers[field]?.siblings.compactMap { $0.value?.text }.sorted() ?? []
    }

    func says(_ field: FieldKey) -> String? {
        seen(by: writer()).shown(field, rule: rules("note", field))?.value.text
    }
}
