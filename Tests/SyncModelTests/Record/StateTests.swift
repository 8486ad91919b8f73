import Testing

@testable import SyncModel

/// The rule in small: what one change or one join does, and what is shown of it.
@Suite struct StateTests {
    @Test func `fields that a change does not assign stay as they are`() {
        var state = RecordState()
        state.apply(change(1, 1, [.body: (value(1), []), .kind: (value(2), [])]))
        state.apply(change(1, 2, [.body: (value(3), [dot(1, 1)])], seen: context((1, 1))))
        #expect(state.shown(.kind)?.value == value(2))
        #expect(state.shown(.body)?.value == value(3))
    }

    @Test func `an edit in sight of another replaces it, however wrong the clocks`() {
        var state = RecordState()
        state.apply(change(1, 1, [.kind: (value(1), [])], stamp: .max))
        state.apply(change(2, 1, [.kind: (value(2), [dot(1, 1)])], seen: context((1, 1)), stamp: 0))
        #expect(state.shown(.kind)?.value == value(2))
        #expect(state.shown(.kind)?.isConflict == false)
    }

    @Test(arguments: [
        (dot(1, 1), UInt64(5), dot(2, 1), UInt64(4)), (dot(2, 1), 5, dot(1, 1), 5), (dot(1, 2), 5, dot(1, 1), 5),
        (dot(.max, 1), 5, dot(1, 9), 5), (dot(1, .max), 5, dot(1, 1), 5), (dot(1, 1), .max, dot(2, 1), 1 << 62),
    ])
    func `of several values the last writer's is shown, by stamp, replica and count as unsigned numbers`(
        last: Dot, stamp: UInt64, other: Dot, otherStamp: UInt64
    ) {
        let sides = [(last, stamp, 1), (other, otherStamp, 2)]
        var state = RecordState(context: Context([(last.replica, last.n), (other.replica, other.n)]))
        var register = Register()
        for (dot, stamp, number) in sides {
            register.siblings.insert(Register.Entry(dot: dot, value: value(number), replaces: []))
            let origin = Origin(dot: dot, stamp: Stamp(bits: stamp), author: "", device: "", acceptance: nil)
            state.add([origin])
        }
        state.registers[.kind] = register
        #expect(state.shown(.kind)?.value == value(1))
        #expect(state.shown(.kind)?.isConflict == true)
    }

    @Test func `several who say the same are no conflict, and an edit replaces them all`() {
        var state = RecordState()
        state.apply(change(1, 1, [.kind: (value(1), [])]))
        state.apply(change(2, 1, [.kind: (value(1), [])]))
        #expect(state.shown(.kind)?.isConflict == false)
        #expect(state.shown(.kind)?.dots == [dot(1, 1), dot(2, 1)])
    }

    @Test func `an edit of a conflict replaces only the side that was shown`() {
        var state = RecordState()
        state.apply(change(1, 1, [.kind: (value(1), [])], stamp: 1))
        state.apply(change(2, 1, [.kind: (value(2), [])], stamp: 2))
        #expect(state.shown(.kind)?.dots == [dot(2, 1)])
    }

    @Test func `an element is in its set if any side says so, and never conflicts`() {
        var state = RecordState()
        state.apply(change(1, 1, [.voice: (.yes, [])], stamp: 1))
        state.apply(change(2, 1, [.voice: (.null, [])], stamp: 2))
        #expect(state.shown(.voice)?.value == .yes)
        #expect(state.shown(.voice)?.isConflict == false)
        #expect(state.registers[.voice]?.replaced.isEmpty == true)
    }

    @Test func `a text whose sides do not merge is a conflict that shows the last writer's`() {
        let state = twoBodies("A", "A1", "A2")
        #expect(state.shown(.body, rule: .text)?.value.text == "A2")
        #expect(state.shown(.body, rule: .text)?.isConflict == true)
        #expect(state.base(.body, rule: .text)?.text == "A")
    }

    @Test func `two texts without a base are a conflict`() {
        var state = RecordState()
        state.apply(change(1, 1, [.body: (Value(text: "A"), [])], stamp: 1))
        state.apply(change(2, 1, [.body: (Value(text: "B"), [])], stamp: 2))
        #expect(state.shown(.body, rule: .text)?.value.text == "B")
        #expect(state.shown(.body, rule: .text)?.isConflict == true)
    }

    @Test func `blocks put in at one place stand in the order of their stamps, whichever replica they came from`() {
        let state = twoBodies("A\n", "A\n\nlate\n", "A\n\nearly\n", stamps: (9, 3))
        #expect(state.shown(.body, rule: .text)?.value.text == "A\n\nearly\n\nlate\n")
    }

    @Test func `only the siblings' changes are named in a state`() {
        let state = twoBodies("A", "A1", "A2")
        #expect(state.origins.map(\.dot) == [dot(2, 1), dot(3, 1)])
    }

    @Test func `two notes of one change come to the same one from both sides`() {
        let made = change(1, 1, [.kind: (value(1), [])])
        let notes = [nil, Acceptance(received: 5, revision: 1), Acceptance(received: 4, revision: 2)]
        let states = notes.map { note in
            var state = RecordState()
            state.apply(made, acceptance: note)
            return state
        }
        for one in states {
            for other in states { #expect(one.joined(with: other) == other.joined(with: one)) }
        }
        #expect(states[0].joined(with: states[1]).joined(with: states[2]) == states[2])
    }

    /// Of what one side no longer needed the value, another may set out from: whichever is joined to which, it comes along.
    @Test func `the value of a base is kept, whichever side still has it`() {
        let base = change(1, 1, [.body: (Value(text: "A"), [])])
        let middle = change(2, 1, [.body: (Value(text: "B"), [dot(1, 1)])], seen: context((1, 1)))
        let side = change(3, 1, [.body: (Value(text: "C"), [dot(1, 1)])], seen: context((1, 1)))
        let left = change(1, 2, [.body: (Value(text: "D"), [dot(2, 1)])], seen: context((1, 1), (2, 1)))
        let right = change(
            4, 1, [.body: (Value(text: "E"), [dot(2, 1), dot(3, 1)])], seen: context((1, 1), (2, 1), (3, 1)))
        let history: History = { _, dot in
            [base, middle, side, left, right].first { $0.dot == dot }.flatMap { change in
                change.assigns[.body].map { Register.Entry(dot: dot, value: $0.value, replaces: $0.replaces) }
            }
        }
        func state(_ changes: Change...) -> RecordState {
            changes.reduce(into: RecordState()) { $0.apply($1, history: history) }
        }
        let before = state(base, middle, side, left)
        let after = state(base, middle, side, left, right)
        #expect(before.joined(with: after) == after)
        #expect(after.joined(with: before) == after)
    }

    private func twoBodies(
        _ base: String, _ left: String, _ right: String, stamps: (UInt64, UInt64) = (2, 3)
    ) -> RecordState {
        var state = RecordState()
        let seen = context((1, 1))
        let first = Register.Entry(dot: dot(1, 1), value: Value(text: base), replaces: [])
        let history: History = { _, asked in asked == first.dot ? first : nil }
        state.apply(change(1, 1, [.body: (Value(text: base), [])]))
        state.apply(change(2, 1, [.body: (Value(text: left), [dot(1, 1)])], seen: seen, stamp: stamps.0))
        state.apply(
            change(3, 1, [.body: (Value(text: right), [dot(1, 1)])], seen: seen, stamp: stamps.1), history: history)
        return state
    }
}
