import Testing

@testable import SyncModel

/// Which replaced values are kept with several siblings, and what is merged from them.
@Suite struct BasesTests {
    @Test func `only the latest value that both replaced is kept`() {
        let state = told([(1, "A", []), (2, "B", [1]), (3, "C", [2]), (4, "X", [3]), (5, "Y", [3])])
        #expect(state.registers[.body]?.replaced.map(\.dot) == [dot(3, 1)])
    }

    @Test func `what lies on the way to the base is kept without its value`() {
        let state = told([(1, "A", []), (2, "B", [1]), (3, "C", [2]), (4, "X", [1])])
        let replaced = state.registers[.body]?.replaced ?? []
        #expect(replaced.map(\.dot) == [dot(1, 1), dot(2, 1)])
        #expect(replaced.map { $0.value?.text } == ["A", nil])
    }

    @Test func `three siblings are merged two at a time, each pair from its own base`() {
        let state = told([
            (1, "a\n\nb\n\nc", []), (2, "A\n\nb\n\nc", [1]), (3, "A\n\nB\n\nc", [2]), (4, "A\n\nb\n\nC", [2]),
            (5, "a\n\nb\n\nc\n\nd", [1]),
        ])
        #expect(state.registers[.body]?.siblings.count == 3)
        #expect(state.shown(.body, rule: .text)?.value.text == "A\n\nB\n\nC\n\nd")
        #expect(state.base(.body, rule: .text)?.text == "a\n\nb\n\nc")
    }

    @Test func `a side is merged from the latest that it shares with any side before it`() {
        // 4 and 5 part from 3, which brought a block in; 5 takes it out again.
        let state = told([
            (1, "a\n\nb\n\nc", []), (2, "A\n\nb\n\nc", [1]), (3, "a\n\nb\n\nc\n\nd", [1]),
            (4, "a\n\nB\n\nc\n\nd", [3]), (5, "a\n\nb\n\nc", [3]),
        ])
        #expect(state.shown(.body, rule: .text)?.value.text == "A\n\nB\n\nc")
    }

    @Test func `where two values are latest, they are merged first, from the base of bases`() {
        // 2 and 3 part from 1; 4 and 5 each bring both together again.
        let state = told([
            (1, "a\n\nb\n\nc\n\nd", []), (2, "A\n\nb\n\nc\n\nd", [1]), (3, "a\n\nB\n\nc\n\nd", [1]),
            (4, "A\n\nB\n\nC\n\nd", [2, 3]), (5, "A\n\nB\n\nc\n\nD", [2, 3]),
        ])
        #expect(state.registers[.body]?.replaced.compactMap { $0.value?.text }.count == 3)
        #expect(state.shown(.body, rule: .text)?.value.text == "A\n\nB\n\nC\n\nD")
        #expect(state.base(.body, rule: .text)?.text == "A\n\nB\n\nc\n\nd")
    }

    @Test func `equal siblings, elements and single values keep no base`() {
        let equal = told([(1, "A", []), (2, "B", [1]), (3, "B", [1])])
        #expect(equal.registers[.body]?.replaced.isEmpty == true)
        let single = told([(1, "A", []), (2, "B", [1])])
        #expect(single.registers[.body]?.replaced.isEmpty == true)
    }

    @Test func `a long line of edits is walked without harm`() {
        let line = (2...4_000).map { (UInt64($0), "text \($0)", [UInt64($0 - 1)]) }
        let last: [(UInt64, String, [UInt64])] = [(5_000, "X", [4_000]), (5_001, "Y", [4_000])]
        let state = told([(1, "A", [])] + line + last)
        #expect(state.registers[.body]?.replaced.map(\.dot) == [dot(4_000, 1)])
    }

    /// The state after edits of a body, each by a replica of its own number in sight of all those before that it names.
    private func told(_ edits: [(number: UInt64, text: String, replaces: [UInt64])]) -> RecordState {
        var values: [Dot: Register.Entry] = [:]
        for edit in edits {
            values[dot(edit.number, 1)] = Register.Entry(
                dot: dot(edit.number, 1), value: Value(text: edit.text), replaces: edit.replaces.map { dot($0, 1) })
        }
        let history: History = { [values] _, dot in values[dot] }
        var state = RecordState()
        for edit in edits {
            let assigned: [FieldKey: (Value, [Dot])] = [
                .body: (Value(text: edit.text), edit.replaces.map { dot($0, 1) })
            ]
            state.apply(change(edit.number, 1, assigned, stamp: edit.number), history: history)
        }
        return state
    }
}
