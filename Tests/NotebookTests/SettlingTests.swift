import ReformNotes
import SyncModel
import Testing

@testable import Notebook

/// Who may keep what of a conflict, and what becomes of it. Two sides are made on one device by saving a draft late.
@Suite struct SettlingTests {
    let work: Workplace
    let notebook: Notebook

    init() throws {
        work = try Workplace()
        notebook = work.notebook
    }

    /// A note whose body says two things, the second of them the later.
    private func divided(_ first: String, _ second: String, from base: String = "Old.\n") throws -> OpenNote {
        let id = try notebook.add(work.draft(base)).view.id
        let open = try #require(try notebook.open(id))
        var late = open.note
        late.body = second
        _ = try notebook.change(id) { $0.body = first }
        work.pass(minutes: 1)
        _ = try notebook.save(open.opening, late)
        return try #require(try notebook.open(id))
    }

    @Test func `a text put together by a person replaces both sides`() throws {
        let open = try divided("One.\n", "Two.\n")
        #expect(try notebook.status().conflictCount == 1)
        let settled = try notebook.settle(open, body: "One and two.\n")
        #expect(settled.stillOpen.isEmpty)
        #expect(settled.saved.view.field(NoteField.body)?.sides.count == 1)
        #expect(try notebook.conflicts(limit: 9).isEmpty)
    }

    @Test func `both keeps every paragraph once, the shown side first`() throws {
        let open = try divided("A.\n\nOne.\n\nZ.\n", "A.\n\nTwo.\n\nZ.\n", from: "A.\n\nOld.\n\nZ.\n")
        #expect(open.note.body == "A.\n\nTwo.\n\nZ.\n")
        let settled = try notebook.settle(open, keep: .both)
        #expect(settled.saved.view.note.body == "A.\n\nTwo.\n\nOne.\n\nZ.\n")
    }

    @Test(arguments: [
        ("A\n\nold\n\nZ\n", "A\n\none\n\nZ new\n", "A\n\ntwo\n\nZ\n", "A\n\none\n\ntwo\n\nZ new\n"),
        ("A\n\nold\n", "A\n", "A\n\ntwo\n", "A\n\ntwo\n"),
        (nil, "- a\n- b\n", "- a\n- c\n", "- a\n- b\n- c\n"),
        (nil, "same\n", "same\n", "same\n"),
        ("old", "one", "two", "one\n\ntwo"),
    ])
    func `what only one side changed is taken from that side`(
        base: String?, first: String, second: String, both: String
    ) {
        #expect(BothSides.text(base: base, first: first, second: second) == both)
    }

    @Test func `two own sides cannot be told apart by yours or by name`() throws {
        let open = try divided("One.\n", "Two.\n")
        for keep in [Keep.yours, .person("sam okafor"), .person("Oka")] {
            #expect(throws: SettlingError.severalSides(open.view.conflicts[0].sides)) {
                try notebook.settle(open, keep: keep)
            }
        }
        #expect(throws: SettlingError.self) { try notebook.settle(open, keep: .person("Priya")) }
        #expect(throws: SettlingError.notWithdrawn) { try notebook.settle(open, keep: .note) }
        #expect(throws: SettlingError.notInConflict(NoteField.kind)) {
            try notebook.settle(open, keep: .yours, field: NoteField.kind)
        }
        #expect(try notebook.conflicts(limit: 9).count == 1, "nothing was changed")
    }

    @Test func `a side that came after the opening outlives the settlement`() throws {
        let open = try divided("One.\n", "Two.\n")
        let again = try #require(try notebook.open(open.id))
        _ = try notebook.settle(open, body: "Settled here.\n")
        let other = try notebook.settle(again, body: "Settled there.\n")
        #expect(other.stillOpen == [NoteField.body])
        let sides = Set(other.saved.view.conflicts[0].sides.compactMap(\.value.text))
        #expect(sides == ["Settled here.\n", "Settled there.\n"])
    }

    @Test func `equal settlements agree`() throws {
        let open = try divided("One.\n", "Two.\n")
        let again = try #require(try notebook.open(open.id))
        _ = try notebook.settle(open, body: "Settled.\n")
        #expect(try notebook.settle(again, body: "Settled.\n").stillOpen.isEmpty)
    }

    // MARK: Edit against withdrawal

    /// A withdrawal that had not seen the latest edit.
    private func disputed() throws -> OpenNote {
        let id = try notebook.add(work.draft("Old.\n")).view.id
        let open = try #require(try notebook.open(id))
        work.pass(minutes: 1)
        _ = try notebook.withdraw(id, reason: "duplicate")
        work.pass(minutes: 1)
        var late = open.note
        late.body = "Still needed.\n"
        _ = try notebook.save(open.opening, late)
        return try #require(try notebook.open(id))
    }

    @Test func `an edit beats a withdrawal it had not seen, and both sides are told`() throws {
        let open = try disputed()
        let field = try #require(open.view.conflicts.first)
        #expect(field.key == .deleted)
        #expect(open.view.withdrawn == nil)
        #expect(field.sides.map(\.value.isNull) == [false, true])
    }

    @Test(arguments: [(Keep.note, false), (.withdrawn, true)])
    func `edit against withdrawal ends as the person says`(keep: Keep, isWithdrawn: Bool) throws {
        let settled = try notebook.settle(try disputed(), keep: keep)
        #expect(settled.stillOpen.isEmpty)
        #expect((settled.saved.view.withdrawn != nil) == isWithdrawn)
        #expect(settled.saved.view.note.body == "Still needed.\n")
        if isWithdrawn { #expect(settled.saved.view.withdrawn?.reason == "duplicate") }
    }

    @Test func `both is no answer to a withdrawal`() throws {
        let open = try disputed()
        #expect(throws: SettlingError.bothInOneValue(.deleted)) { try notebook.settle(open, keep: .both) }
    }

    // MARK: What is typed

    @Test func `a typed side is a word, a change or a person`() {
        #expect(Keep("yours") == .yours)
        #expect(Keep("both") == .both)
        #expect(Keep("note") == .note)
        #expect(Keep("withdrawn") == .withdrawn)
        #expect(Keep("00000000000000ab:7") == .dot(Dot(ReplicaID(bits: 0xAB), 7)))
        #expect(Keep("Priya Nair") == .person("Priya Nair"))
    }
}
