import GRDB
import ReformNotes
import SyncClient
import SyncModel
import SyncServer
import TestSupport
import Testing

@testable import Notebook

/// What practitioners see of each other's work, through the real service.
@Suite struct TeamTests {
    let server: BareServer
    let sam: Member
    let priya: Member

    init() throws {
        server = try BareServer(clock: FixedClock(Workplace.start))
        sam = try Member("Sam Okafor", on: "sam-laptop", server, seed: 1)
        priya = try Member("Priya Nair", on: "office-pc", server, seed: 2)
    }

    /// A note that both have.
    private func sharedNote(_ body: String = "Old.\n") throws -> NoteID {
        try sam.share(body, with: priya)
    }

    /// Both edit it apart, Priya the later, and both know it.
    private func dividedNote(
        _ base: String = "A.\n\nOld.\n", sam first: String = "A.\n\nSam.\n", priya second: String = "A.\n\nPriya.\n"
    ) throws -> NoteID {
        let id = try sharedNote(base)
        _ = try sam.notebook.change(id) { $0.body = first }
        priya.work.pass(minutes: 1)
        _ = try priya.notebook.change(id) { $0.body = second }
        try sam.sync()
        try priya.sync()
        try sam.sync()
        return id
    }

    @Test func `a note waits, is sent, and is news to the others`() throws {
        let id = try sam.notebook.add(sam.work.draft("One.")).view.id
        #expect(try sam.notebook.note(id)?.sync == .waiting)
        #expect(try sam.notebook.status().unsent.map(\.change) == [.added])
        #expect(try sam.notebook.status().digest == nil)
        try sam.sync()
        try priya.sync()
        #expect(try sam.notebook.note(id)?.sync == .sent)
        #expect(try priya.notebook.note(id)?.sync == .updated)
        #expect(try priya.notebook.notes(.all, limit: 1).map(\.sync) == [.updated])
        #expect(try priya.notebook.status().digest == sam.notebook.status().digest)
        #expect(try priya.notebook.counts()[Workplace.item]?.mine == 0)
        _ = try priya.notebook.withdraw(id, reason: nil)
        #expect(try priya.notebook.status().unsent.map(\.change) == [.withdrawn])
    }

    /// - Parameter minutes: how far Priya's clock is ahead of the server's.
    @Test(arguments: [0, 120, -120])
    func `what a sync brings from others is new until the next that brings something`(minutes: Int64) throws {
        priya.work.pass(minutes: minutes)
        func news(_ member: Member) throws -> Int? { try member.notebook.counts()[Workplace.item]?.new }
        let id = try sharedNote()
        #expect(try news(priya) == 0, "the first fetch is no news")
        for member in [sam, priya] { member.work.pass(minutes: 5) }
        server.clock.advance(milliseconds: 300_000)
        _ = try sam.notebook.add(sam.work.draft("Two."))
        _ = try sam.notebook.change(id) { $0.body = "Newer." }
        try sam.sync()
        try priya.sync()
        #expect(try news(priya) == 2)
        #expect(try news(sam) == 0, "one's own notes are no news")
        try priya.sync()
        #expect(try news(priya) == 2, "a sync that brings nothing changes nothing")
        for member in [sam, priya] { member.work.pass(minutes: 5) }
        server.clock.advance(milliseconds: 300_000)
        _ = try sam.notebook.add(sam.work.draft("Three."))
        try sam.sync()
        try priya.sync()
        #expect(try news(priya) == 1)
    }

    @Test func `what is new is counted without going through all notes`() throws {
        let plan = try priya.notebook.replica.read { reader in
            try Row.fetchAll(reader.db, sql: "EXPLAIN QUERY PLAN \(ItemCounts.news)", arguments: [0])
                .map { $0["detail"] as String }
        }
        #expect(plan.contains("SEARCH note USING INDEX note_news (received>?)"), "\(plan)")
        #expect(!plan.contains { $0.hasPrefix("SCAN note") }, "\(plan)")
    }

    @Test func `a sync that brings very many is taken for a first fetch`() throws {
        _ = try sharedNote()
        for member in [sam, priya] { member.work.pass(minutes: 5) }
        server.clock.advance(milliseconds: 300_000)
        var lines = (0...ItemCounts.newsMax).map { #"{"item":"iro","body":"Note \#($0)."}"# }.makeIterator()
        _ = try sam.notebook.importNotes({ lines.next().map { Array($0.utf8) } })
        try sam.sync()
        try priya.sync()
        #expect(try priya.notebook.counts()[Workplace.item]?.new == 0)
    }

    // MARK: Settling

    @Test(arguments: [
        ("yours", "A.\n\nSam.\n"), ("Sam Okafor", "A.\n\nSam.\n"), ("priya", "A.\n\nPriya.\n"),
        ("both", "A.\n\nPriya.\n\nSam.\n"),
    ])
    func `one keeps what one says, and all have it`(typed: String, body: String) throws {
        let id = try dividedNote()
        #expect(try priya.notebook.conflicts(limit: 9).map(\.id) == [id])
        let settled = try sam.notebook.settle(try sam.open(id), keep: Keep(typed))
        #expect(settled.stillOpen.isEmpty)
        try sam.sync()
        try priya.sync()
        #expect(try priya.notebook.note(id)?.note.body == body)
        #expect(try priya.notebook.conflicts(limit: 9).isEmpty)
    }

    @Test func `a change's name says which side`() throws {
        let id = try dividedNote()
        let open = try priya.open(id)
        let side = try #require(open.view.conflicts.first?.sides.first { $0.author == "Sam Okafor" })
        let settled = try priya.notebook.settle(open, keep: Keep(try #require(side.dot).description))
        #expect(settled.saved.view.note.body == "A.\n\nSam.\n")
    }

    @Test func `who has no side keeps none as theirs`() throws {
        let id = try dividedNote()
        let dana = try Member("Dana Wills", on: "dana-tablet", server, seed: 3)
        try dana.sync()
        let open = try dana.open(id)
        #expect(throws: SettlingError.noSide(open.view.conflicts[0].sides)) {
            try dana.notebook.settle(open, keep: .yours)
        }
    }

    @Test func `every field in conflict is settled, or the one that is named`() throws {
        let id = try sharedNote()
        for (member, kind) in [(sam, NoteKind.critique), (priya, .proposal)] {
            _ = try member.notebook.change(id) { note in
                note.kind = kind
                note.body = "By \(member.work.device).\n"
            }
        }
        try sam.sync()
        try priya.sync()
        let open = try priya.open(id)
        #expect(open.view.conflicts.map(\.key) == [NoteField.body, NoteField.kind])
        #expect(throws: SettlingError.bothInOneValue(NoteField.kind)) {
            try priya.notebook.settle(open, keep: .both)
        }
        let one = try priya.notebook.settle(open, keep: .yours, field: NoteField.kind)
        #expect(one.stillOpen == [NoteField.body])
        #expect(try priya.notebook.settle(try priya.open(id), keep: .person("sam")).stillOpen.isEmpty)
        #expect(try priya.notebook.note(id)?.note.kind == .proposal)
    }

    @Test(arguments: [true, false])
    func `two settlements made apart are both kept unless they are equal`(areEqual: Bool) throws {
        let id = try dividedNote()
        _ = try sam.notebook.settle(try sam.open(id), body: "Settled.\n")
        _ = try priya.notebook.settle(try priya.open(id), body: areEqual ? "Settled.\n" : "Settled otherwise.\n")
        try sam.sync()
        try priya.sync()
        let view = try #require(try priya.notebook.note(id))
        #expect(view.conflicts.map(\.key) == (areEqual ? [] : [NoteField.body]))
        #expect(view.field(NoteField.body)?.sides.count == 2)
    }

    @Test func `a note that is withdrawn asks nobody to settle what it said`() throws {
        let id = try dividedNote()
        #expect(try sam.notebook.status().conflictCount == 1)
        _ = try sam.notebook.withdraw(id, reason: "superseded")
        try sam.sync()
        try priya.sync()
        for member in [sam, priya] {
            #expect(try member.notebook.status().conflictCount == 0)
            #expect(try member.notebook.conflicts(limit: 9).isEmpty)
            #expect(try member.notebook.counts()[Workplace.item]?.conflicts ?? 0 == 0)
        }
        _ = try priya.notebook.restore(id)
        #expect(try priya.notebook.status().conflictCount == 1, "both sides were kept")
    }

    @Test(arguments: [("yours", false), ("Priya", true), ("note", false), ("withdrawn", true)])
    func `edit against withdrawal is settled by side or by name`(typed: String, isWithdrawn: Bool) throws {
        let id = try sharedNote()
        _ = try priya.notebook.withdraw(id, reason: "duplicate")
        _ = try sam.notebook.change(id) { $0.body = "Still needed.\n" }
        try priya.sync()
        try sam.sync()
        let open = try sam.open(id)
        #expect(open.view.conflicts.map(\.key) == [.deleted])
        let settled = try sam.notebook.settle(open, keep: Keep(typed))
        #expect((settled.saved.view.withdrawn != nil) == isWithdrawn)
        try sam.sync()
        try priya.sync()
        #expect(try priya.notebook.notes(.all, limit: 9).isEmpty == isWithdrawn)
        #expect(try priya.notebook.status().conflictCount == 0)
    }

    // MARK: History

    @Test func `revisions count in the server's order, and who came late lacks the early ones`() throws {
        let id = try dividedNote()
        _ = try sam.notebook.settle(try sam.open(id), keep: .both)
        let before = try #require(try sam.notebook.history(of: id))
        #expect(before.revisions.map(\.name) == ["r1", "r2", "r3", "r4"])
        #expect(before.revisions.map { $0.dot == nil } == [false, false, false, true])
        #expect(before.revisions.map(\.author) == ["Sam Okafor", "Sam Okafor", "Priya Nair", "Sam Okafor"])
        #expect(before.revisions[3].replaces == before.revisions[1...2].compactMap(\.dot).sorted())
        #expect(before.note(after: before.revisions[0]).body == "A.\n\nOld.\n")
        #expect(before.note(after: before.revisions[1]).body == "A.\n\nSam.\n")
        try sam.sync()
        let after = try #require(try sam.notebook.history(of: id))
        #expect(after.note(after: after.revisions[1]).body == "A.\n\nSam.\n", "what was settled is not forgotten")
        let dana = try Member("Dana Wills", on: "dana-tablet", server, seed: 3)
        try dana.sync()
        let late = try #require(try dana.notebook.history(of: id))
        #expect(late.revisions.map(\.name) == ["r1", "r4"])
        #expect(late.serverHasMore)
    }
}
