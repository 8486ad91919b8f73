import Notebook
import ReformNotes
import SyncClient
import SyncModel
import TestSupport
import Testing

/// What a text that was opened before other things happened takes the place of when it is saved.
@Suite struct OpeningTests {
    private let sam: Member
    private let priya: Member

    init() throws {
        let server = try BareServer(clock: FixedClock(Workplace.start))
        sam = try Member("Sam Okafor", on: "sam-laptop", server, seed: 1)
        priya = try Member("Priya Nair", on: "office-pc", server, seed: 2)
    }

    /// A note that Sam wrote, and that Priya has where it is shared.
    private func note(_ body: String, isShared: Bool = false) throws -> NoteID {
        isShared ? try sam.share(body, with: priya) : try sam.notebook.add(sam.work.draft(body)).view.id
    }

    /// Sam saves `body` in what was opened.
    private func save(_ body: String, in open: OpenNote) throws -> NoteView {
        var note = open.note
        note.body = body
        return try sam.notebook.save(open.opening, note).view
    }

    @Test func `a text opened before a sync and saved after it replaces what it showed`() throws {
        let id = try note("One.\n")
        let open = try sam.open(id)
        _ = try sam.notebook.tag(id, add: ["voice"], remove: [])
        try sam.sync()
        let view = try save("Two.\n", in: open)
        #expect(view.conflicts.isEmpty)
        #expect(view.sides == ["Two.\n"])
        #expect(view.note.tags == ["voice"])
    }

    @Test func `a text opened before a sync brought another stands beside it`() throws {
        let id = try note("Old.\n", isShared: true)
        let open = try sam.open(id)
        _ = try priya.notebook.change(id) { $0.body = "Priya.\n" }
        try priya.sync()
        try sam.sync()
        #expect(try save("Sam.\n", in: open).sync == .conflict)
    }

    @Test func `words that were written again meanwhile are not those that were shown`() throws {
        let id = try note("One.\n")
        let open = try sam.open(id)
        for body in ["Two.\n", "One.\n"] { _ = try sam.notebook.change(id) { $0.body = body } }
        #expect(try save("Three.\n", in: open).sides == ["One.\n", "Three.\n"])
    }

    @Test(arguments: [false, true])
    func `a side kept in a settlement outlives a text opened when it was first written`(isSent: Bool) throws {
        let id = try note("Old.\n", isShared: true)
        _ = try sam.notebook.change(id) { $0.body = "Sam.\n" }
        let early = try sam.open(id)
        _ = try priya.notebook.change(id) { $0.body = "Priya.\n" }
        try priya.sync()
        try sam.sync()
        let settled = try sam.notebook.settle(try sam.open(id), keep: .yours)
        #expect(settled.saved.view.sides == ["Sam.\n"])
        if isSent { try sam.sync() }
        #expect(try save("Late.\n", in: early).sides == ["Late.\n", "Sam.\n"])
    }

    @Test(arguments: [false, true])
    func `a withdrawal of what was opened does not hide what was added since`(isSent: Bool) throws {
        let id = try note("One.\n")
        let open = try sam.open(id)
        _ = try sam.notebook.tag(id, add: ["voice"], remove: [])
        if isSent { try sam.sync() }
        try sam.notebook.replica.write { try $0.withdraw(id.record, reason: nil, sight: open.opening.sight) }
        let view = try sam.open(id).view
        #expect(view.withdrawn == nil)
        #expect(view.conflicts.map(\.key) == [.deleted])
    }
}

extension NoteView {
    /// What the sides of the body say, in order of their words.
    fileprivate var sides: [String] { field(NoteField.body)?.sides.compactMap(\.value.text).sorted() ?? [] }
}
