import ReformNotes
import SyncClient
import SyncModel
import SyncServer
import TestSupport
import Testing

@testable import Notebook

/// What else may come to a note that has a refused edit: a file, a withdrawal, a draft that waits on the disk.
@Suite struct RefusedNoteTests {
    let team: ReadersTeam
    let sam: Member
    let reader: Member

    init() throws {
        team = try ReadersTeam()
        (sam, reader) = (team.sam, team.reader)
    }

    // MARK: Drafts

    @Test func `a draft of a refused text is saved after its editor closed, though the same stands by now`() throws {
        let id = try sam.share("Old.\n", with: reader)
        try team.refuse("Both.\n", in: id)
        try team.tell("Both.\n", in: id)
        let kept = try Opening(json: reader.open(id).opening.json)
        var note = kept.note
        note.body = "Both, mended.\n"
        _ = try reader.notebook.save(kept, note)
        #expect(try team.bodies(of: id) == ["Both, mended.\n"])
        #expect(try reader.notebook.status().refused.isEmpty)
    }

    @Test func `two refusals of the same words are mended together`() throws {
        let id = try sam.share("Old.\n", with: reader)
        let before = try reader.open(id)
        try team.refuse("Again.\n", in: id)
        try team.save("Again.\n", in: before)
        try reader.sync()
        #expect(try reader.notebook.status().refused.count == 2)
        _ = try reader.notebook.change(id) { $0.body = "Mended.\n" }
        #expect(try team.bodies(of: id) == ["Mended.\n"])
        #expect(try reader.notebook.status().refused.isEmpty)
    }

    @Test func `fields that only another program understands are sent again with the text they came with`() throws {
        let id = try sam.share("Old.\n", with: reader)
        _ = try reader.notebook.importLines(#"{"id":"\#(id)","body":"Refused.","other":{"mood":"calm"}}"#)
        try reader.sync()
        _ = try reader.notebook.change(id) { $0.body = "Mended.\n" }
        let mood = try #require(try reader.open(id).view.fields.first { $0.key.text == "mood" })
        #expect(mood.shown == Value(text: "calm"))
        #expect(try reader.notebook.status().refused.isEmpty)
    }

    @Test func `a refused note has to be sound when it is mended`() throws {
        let id = try reader.notebook.add(reader.work.draft("Refused.\n")).view.id
        try reader.sync()
        #expect(throws: WritingError.self) { try reader.notebook.change(id) { $0.body = "" } }
        #expect(try reader.open(id).note.body == "Refused.\n")
    }

    @Test func `a refused text that was mended elsewhere is not said again by whoever leaves it as it was`() throws {
        let id = try sam.share("Old.\n", with: reader)
        try team.refuse("Refused.\n", in: id)
        let open = try reader.open(id)
        _ = try reader.notebook.change(id) { $0.body = "Mended.\n" }
        #expect(try reader.notebook.save(open.opening, open.note).changed.isEmpty)
        #expect(try team.bodies(of: id) == ["Mended.\n"])
    }

    // MARK: Files

    @Test func `a file that is taken in once more after its refusal says the same again`() throws {
        let line = #"{"id":"00000000000000000000000000000001","item":"reg44","body":"From a file."}"#
        _ = try reader.notebook.importLines(line)
        try reader.sync()
        let refused = try #require(try reader.notebook.status().refused.first)
        let id = try #require(NoteID(refused.id))
        let before = try reader.open(id).note
        #expect(try reader.notebook.importLines(line).changed == 1)
        #expect(try reader.notebook.status().refused.isEmpty)
        let after = try reader.open(id)
        #expect(after.note == before)
        #expect(after.note.author == "Rowan Hale" && !after.note.created.isEmpty)
        #expect(after.view.sync == .waiting)
    }

    @Test func `words that come back from an export take the place of what they had replaced`() throws {
        let id = try sam.share("Old.\n", with: reader)
        try team.refuse("Refused.\n", in: id)
        try team.tell("Sam's.\n", in: id)
        _ = try reader.notebook.importLines(#"{"id":"\#(id)","body":"Refused.\n"}"#)
        #expect(try team.bodies(of: id) == ["Refused.\n", "Sam's.\n"])
        #expect(try reader.notebook.status().refused.isEmpty)
    }

    // MARK: Withdrawals

    @Test func `a withdrawal does not hide what came to stand below a refused text`() throws {
        let id = try sam.share("Old.\n", with: reader)
        try team.refuse("Refused.\n", in: id)
        try team.tell("Sam's.\n", in: id)
        let view = try reader.notebook.withdraw(id, reason: nil).view
        #expect(view.withdrawn == nil)
        #expect(view.sync == .conflict)
    }

    @Test func `nor what lay below a text that was refused twice`() throws {
        let id = try sam.share("Old.\n", with: reader)
        try team.refuse("Refused.\n", in: id)
        try team.tell("Sam's.\n", in: id)
        try team.save("Refused again.\n", in: reader.open(id))
        try reader.sync()
        #expect(try reader.notebook.withdraw(id, reason: nil).view.withdrawn == nil)
    }

    @Test func `a withdrawal hides what its writer wrote, refused or not`() throws {
        let id = try sam.share("Old.\n", with: reader)
        try team.refuse("Refused.\n", in: id)
        _ = try reader.notebook.tag(id, add: ["court"], remove: [])
        #expect(try reader.notebook.withdraw(id, reason: nil).view.withdrawn != nil)
    }

    @Test func `one's own words do not stand against one's own withdrawal`() throws {
        let id = try sam.share("Old.\n", with: reader)
        try team.refuse("Refused.\n", in: id)
        _ = try reader.notebook.importLines(#"{"id":"\#(id)","body":"Imported."}"#)
        #expect(try reader.open(id).view.refused.count == 1)
        #expect(try reader.notebook.withdraw(id, reason: nil).view.withdrawn != nil)
    }

    @Test func `a file is taken in though its refused notes were withdrawn`() throws {
        let line = #"{"id":"00000000000000000000000000000001","item":"reg44","body":"From a file."}"#
        _ = try reader.notebook.importLines(line)
        try reader.sync()
        let id = try #require(try reader.notebook.status().refused.first.flatMap { NoteID($0.id) })
        _ = try reader.notebook.withdraw(id, reason: nil)
        #expect(try reader.notebook.importLines(line).changed == 1)
        #expect(try reader.open(id).note.author == "Rowan Hale")
    }

    @Test func `a refused withdrawal waits until the note is withdrawn or restored, whatever else is changed`() throws {
        let id = try sam.share("Old.\n", with: reader)
        _ = try reader.notebook.withdraw(id, reason: "duplicate")
        try reader.sync()
        _ = try reader.notebook.tag(id, add: ["court"], remove: [])
        #expect(try reader.open(id).view.refused.count == 1)
        #expect(try reader.notebook.restore(id).changed.isEmpty)
        #expect(try reader.open(id).view.refused.isEmpty)
        try reader.sync()
        #expect(try reader.open(id).view.refused.count == 1, "the tag")
    }

    @Test func `whoever settles a conflict about a withdrawal settles the refused one, too`() throws {
        let priya = try Member("Priya Nair", on: "priya-laptop", team.server, seed: 2)
        let id = try sam.share("Old.\n", with: reader, priya)
        _ = try reader.notebook.withdraw(id, reason: "duplicate")
        try reader.sync()
        _ = try priya.notebook.change(id) { $0.body = "Priya's.\n" }
        _ = try sam.notebook.withdraw(id, reason: "done")
        for member in [priya, sam, reader] { try member.sync() }
        let open = try reader.open(id)
        #expect(open.view.conflicts.map(\.key) == [.deleted])
        #expect(open.view.refused.count == 1)
        let settled = try reader.notebook.settle(open, keep: .note)
        #expect(settled.saved.view.withdrawn == nil)
        #expect(settled.saved.view.refused.isEmpty)
    }

    @Test func `an edit of a withdrawn note, refused while it is mended, does not bring the note back`() throws {
        let id = try sam.share("Old.\n", with: reader)
        _ = try sam.notebook.withdraw(id, reason: nil)
        try sam.sync()
        try reader.sync()
        _ = try reader.notebook.change(id) { $0.body = "Refused.\n" }
        let open = try reader.open(id)
        try reader.sync()
        let view = try team.save("Mended.\n", in: open).view
        #expect(view.withdrawn != nil)
        #expect(view.refused.isEmpty)
    }
}
