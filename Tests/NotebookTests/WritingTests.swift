import GRDB
import Notebook
import ReformNotes
import SyncClient
import SyncModel
import Testing

/// What the verbs write, and what they refuse to.
@Suite struct WritingTests {
    let work: Workplace
    var notebook: Notebook { work.notebook }

    init() throws { work = try Workplace() }

    @Test func `a new note bears its writer, its time and its device, and waits to be sent`() throws {
        let saved = try notebook.add(work.draft("Twice the young person asked for me."))
        let view = try #require(try notebook.note(saved.view.id))
        #expect(view.note.author == "Sam Okafor")
        #expect(view.note.created == "2023-02-15T08:00:00Z")
        #expect(view.device == "sam-laptop")
        #expect(view.edited == saved.view.edited)
        #expect(view.sync == .waiting)
        #expect(view.context.isEmpty)
        #expect(view.fields.allSatisfy { $0.dot == nil && $0.sides.count == 1 })
        #expect(saved.unsentNotes == 1)
    }

    @Test func `what a note cannot be is told, and nothing is written`() throws {
        var draft = work.draft("   ")
        draft.kind = NoteKind(rawValue: "poem")
        let error = #expect(throws: WritingError.self) { try notebook.add(draft) }
        guard case .problems(let problems) = error else { return #expect(Bool(false), "\(String(describing: error))") }
        #expect(problems.count == 2)
        #expect(try notebook.notes(.all, limit: 9).isEmpty)
    }

    @Test func `an edit assigns what differs from what was shown at the opening and nothing else`() throws {
        let id = try notebook.add(work.draft("One.")).view.id
        let open = try #require(try notebook.open(id))
        _ = try notebook.tag(id, add: ["voice"], remove: [])
        var edited = open.note
        edited.body = "Two."
        let saved = try notebook.save(open.opening, edited)
        #expect(saved.changed == [NoteField.body])
        #expect(saved.view.note.tags == ["voice"], "a tag put on meanwhile stays")
    }

    @Test func `saving what was opened changes nothing`() throws {
        let id = try notebook.add(work.draft("One.")).view.id
        let open = try #require(try notebook.open(id))
        #expect(try notebook.save(open.opening, open.note).changed.isEmpty)
        #expect(try notebook.restore(id).changed.isEmpty)
        #expect(try notebook.tag(id, add: [], remove: ["absent"]).changed.isEmpty)
    }

    @Test func `a draft that is saved late replaces what it showed, not what was written meanwhile`() throws {
        let id = try notebook.add(work.draft("One.\n")).view.id
        let open = try #require(try notebook.open(id))
        _ = try notebook.change(id) { $0.body = "One, changed.\n" }
        var late = open.note
        late.body = "One, changed otherwise.\n"
        let saved = try notebook.save(open.opening, late)
        #expect(saved.view.sync == .conflict)
        #expect(saved.view.field(NoteField.body)?.sides.count == 2)
        #expect(try notebook.counts()[Workplace.item]?.conflicts == 1)
    }

    @Test func `an edit of one of two sides that wait to be sent leaves the other`() throws {
        let id = try notebook.add(work.draft("One.\n")).view.id
        let early = try #require(try notebook.open(id))
        _ = try notebook.change(id) { $0.body = "One, changed.\n" }
        var late = early.note
        late.body = "One, changed otherwise.\n"
        _ = try notebook.save(early.opening, late)
        let open = try #require(try notebook.open(id))
        var next = open.note
        next.body = "One, changed once more.\n"
        let saved = try notebook.save(open.opening, next)
        #expect(saved.view.field(NoteField.body)?.sides.count == 2)
    }

    @Test func `a draft kept as JSON is saved as if the editor had never closed`() throws {
        let id = try notebook.add(work.draft("One.\n")).view.id
        let kept = try #require(try notebook.open(id)).opening.json
        _ = try notebook.change(id) { $0.body = "One, changed.\n" }
        let opening = try Opening(json: kept)
        #expect(opening.json == kept)
        var late = opening.note
        late.body = "One, changed otherwise.\n"
        #expect(try notebook.save(opening, late).view.sync == .conflict)
    }

    @Test(arguments: [
        ("kind=critique", NoteField.kind), ("stance=support", NoteField.stance), ("status=ready", NoteField.status),
        ("item=reg44", NoteField.item),
    ])
    func `a setting changes its field`(text: String, field: FieldKey) throws {
        let id = try notebook.add(work.draft("One.")).view.id
        let setting = try NoteSetting(text, in: .bundled)
        #expect(try notebook.set(id, [setting]).changed == [field])
        #expect(try notebook.set(id, [setting]).changed.isEmpty)
    }

    @Test func `toward may be typed before the stance and says nothing without one`() throws {
        let id = try notebook.add(work.draft("One.")).view.id
        let toward = try NoteSetting("toward=recommendation", in: .bundled)
        #expect(throws: SettingError.towardWithoutStance) { try notebook.set(id, [toward]) }
        let saved = try notebook.set(id, [toward, try NoteSetting("stance=oppose", in: .bundled)])
        #expect(saved.view.note.stance == NoteStance(.oppose, toward: "recommendation"))
        let unset = try notebook.set(id, [try NoteSetting("stance=none", in: .bundled)])
        #expect(unset.view.note.stance == nil)
    }

    @Test(arguments: ["kind", "colour=red", "item=nothing-like-it"])
    func `a setting that cannot be read is refused`(text: String) {
        #expect(throws: SettingError.self) { try NoteSetting(text, in: .bundled) }
    }

    @Test func `a withdrawn note is hidden, keeps its text, and comes back`() throws {
        let id = try notebook.add(work.draft("One.")).view.id
        let withdrawn = try notebook.withdraw(id, reason: "duplicate")
        #expect(withdrawn.view.withdrawn?.reason == "duplicate")
        #expect(withdrawn.view.note.body == "One.")
        #expect(try notebook.notes(.all, limit: 9).isEmpty)
        #expect(try notebook.withdraw(id, reason: "again").changed.isEmpty)
        #expect(try notebook.change(id) { $0.body = "Two." }.view.withdrawn?.reason == "duplicate")
        #expect(try notebook.restore(id).view.withdrawn == nil)
        #expect(try notebook.notes(.item(Workplace.item), limit: 9).map(\.body) == ["Two."])
    }

    @Test func `a reply is about the same item and names what it answers`() throws {
        let id = try notebook.add(work.draft("One?", about: "regulation-44-visitors")).view.id
        let reply = try notebook.reply(to: id, work.draft("Yes.")).view
        #expect(reply.note.target.item == "regulation-44-visitors")
        #expect(reply.note.replyTo == id)
        #expect(try notebook.notes(.replies(to: id), limit: 9).map(\.id) == [reply.id])
    }
}
