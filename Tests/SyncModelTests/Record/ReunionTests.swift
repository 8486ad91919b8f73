import SyncModel
import Testing

/// What a server holds, beside a state from a past that it has lost.
@Suite struct ReunionTests {
    private struct Memory: Reunion.Memory {
        var changes: [Change] = []
        var recent: [Change] = []
        var values: [Dot: Value] = [:]
        var offered = Context()
        var elsewhere: Set<Dot> = []

        func isElsewhere(_ dot: Dot) -> Bool { elsewhere.contains(dot) }
        func change(_ dot: Dot) -> Change? { changes.first { $0.dot == dot } }
        func offeredValue(_ field: FieldKey, _ dot: Dot) -> Value? { values[dot] }
    }

    /// What either side says under one dot, in sight of the same text.
    private let before = change(1, 1, [.body: (value(0), [])])
    private let here = change(1, 2, [.body: (value(1), [dot(1, 1)])], seen: context((1, 1)))
    private let lost = change(1, 2, [.body: (value(2), [dot(1, 1)])], seen: context((1, 1)))

    private func state(_ changes: Change...) -> RecordState {
        changes.reduce(into: RecordState()) { $0.apply($1) }
    }

    private func meet(_ held: RecordState, _ told: RecordState, _ memory: Memory) throws -> (Reunion, RecordState) {
        let reunion = try Reunion(of: held, with: told, remembering: memory) { dot, past in
            SyncModelTests.dot(past == .here ? 90 : 91, dot.n)
        }
        return (reunion, reunion.held.joined(with: reunion.told))
    }

    private func values(_ state: RecordState, _ field: FieldKey = .body) -> Set<Value> {
        Set(state.registers[field]?.siblings.compactMap(\.value) ?? [])
    }

    @Test func `two texts under one dot are both kept, and its name stands nowhere any more`() throws {
        let (reunion, met) = try meet(state(before, here), state(before, lost), Memory(changes: [before, here]))
        #expect(reunion.doubled == [dot(1, 2)])
        #expect(values(met) == [value(1), value(2)])
        #expect(met.registers[.body]?.siblings.map(\.dot) == [dot(90, 2), dot(91, 2)])
        #expect(met.context.covers(dot(1, 2)))
    }

    @Test func `a name that another record bears here is not given twice`() throws {
        let (reunion, met) = try meet(state(), state(before, lost), Memory(elsewhere: [dot(1, 2)]))
        #expect(reunion.doubled == [dot(1, 2)])
        #expect(values(met) == [value(2)] && met.registers[.body]?.siblings.map(\.dot) == [dot(91, 2)])
    }

    @Test func `offered again, the same text adds nothing`() throws {
        let memory = Memory(changes: [before, here])
        let (_, met) = try meet(state(before, here), state(before, lost), memory)
        #expect(try meet(met, state(before, lost), memory).1 == met)
    }

    @Test func `what only the lost past had seen takes nothing away that came since`() throws {
        let after = change(2, 1, [.body: (value(3), [dot(1, 2)])], seen: context((1, 2)))
        let memory = Memory(changes: [before, here], recent: [here])
        let (_, met) = try meet(state(before, here), state(before, lost, after), memory)
        #expect(values(met) == [value(1), value(3)])
    }

    @Test func `what was written in sight of one text leaves the other`() throws {
        var (_, met) = try meet(state(before, here), state(before, lost), Memory(changes: [before, here]))
        met.apply(change(2, 1, [.body: (value(4), [dot(1, 2)])], seen: context((1, 2))))
        #expect(values(met) == [value(1), value(2), value(4)])
    }

    @Test func `a deletion that had seen one text does not hide the other`() throws {
        let deletion = Deletion(reason: nil, seen: context((1, 2))).value
        let withdrawn = change(2, 1, [.deleted: (deletion, [])], seen: context((1, 2)))
        let memory = Memory(changes: [before, here], recent: [here])
        #expect(state(before, lost, withdrawn).isHidden)
        #expect(try !meet(state(before, here), state(before, lost, withdrawn), memory).1.isHidden)
    }

    @Test func `texts in different fields are both kept`() throws {
        let kind = change(1, 2, [.kind: (value(5), [])], seen: context((1, 1)))
        let (_, met) = try meet(state(before, kind), state(before, lost), Memory(changes: [before, kind]))
        #expect(values(met) == [value(2)])
        #expect(values(met, .kind) == [value(5)])
    }

    @Test func `the same change taken in anew is one`() throws {
        let memory = Memory(changes: [before, here], recent: [here])
        let (reunion, met) = try meet(state(before, here), state(before, here), memory)
        #expect(reunion.isIdle && met == state(before, here))
    }

    @Test func `what the lost past wrote over is gone here too`() throws {
        let after = change(2, 1, [.body: (value(3), [dot(1, 1)])], seen: context((1, 1)))
        let (reunion, met) = try meet(state(before), state(before, after), Memory(changes: [before]))
        #expect(reunion.doubled.isEmpty)
        #expect(values(met) == [value(3)])
    }

    @Test func `an older state of this server's own past brings nothing back`() throws {
        let memory = Memory(changes: [before, here], recent: [before, here])
        let (reunion, met) = try meet(state(before, here), state(before), memory)
        #expect(reunion.isIdle && met == state(before, here))
    }

    @Test func `what no offer brought and no change said is another's`() throws {
        let later = change(1, 3, [.kind: (value(6), [])], seen: context((1, 1)))
        let (reunion, met) = try meet(state(before, later), state(before, lost), Memory(changes: [before, later]))
        #expect(reunion.doubled == [dot(1, 2)])
        #expect(values(met).contains(value(2)))
    }
}
