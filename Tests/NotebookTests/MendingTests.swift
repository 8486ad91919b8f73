import ReformNotes
import SyncClient
import SyncModel
import SyncServer
import TestSupport
import Testing

@testable import Notebook

/// What the server refused lies on top of its note until its writer mends it, and takes away nothing that was not shown.
@Suite struct MendingTests {
    let team: ReadersTeam
    let sam: Member
    let reader: Member

    init() throws {
        team = try ReadersTeam()
        (sam, reader) = (team.sam, team.reader)
    }

    @Test func `a refused edit is opened with its text, and leaves the quarantine when it is mended`() throws {
        let id = try sam.share("Old.\n", with: reader)
        _ = try reader.notebook.change(id) { $0.body = "Refused.\n" }
        let new = try reader.notebook.add(reader.work.draft("Refused, too.\n")).view.id
        try reader.sync()
        #expect(try reader.notebook.status().refused.map(\.id) == [id.record, new.record])
        let open = try reader.open(id)
        #expect(open.view.sync == .refused)
        #expect(open.note.body == "Refused.\n")
        #expect(open.opening.shown.body == "Old.\n")
        #expect(try reader.open(new).note.body == "Refused, too.\n")
        let saved = try team.save("Mended.\n", in: open)
        #expect(saved.view.sync == .waiting)
        #expect(try reader.notebook.status().refused.map(\.id) == [new.record])
    }

    @Test func `a refused edit that is saved as it is waits again, for its writer may do it by now`() throws {
        let id = try sam.share("Old.\n", with: reader)
        _ = try reader.notebook.change(id) { $0.body = "Refused.\n" }
        try reader.sync()
        let open = try reader.open(id)
        #expect(try reader.notebook.save(open.opening, open.note).view.sync == .waiting)
        #expect(try reader.notebook.status().refused.isEmpty)
        let shared = try sam.open(id)
        #expect(try sam.notebook.save(shared.opening, shared.note).changed.isEmpty, "others' notes stay as they are")
    }

    @Test func `a text that came after the refusal was not shown, and is not taken away`() throws {
        let id = try sam.share("Old.\n", with: reader)
        try team.refuse("Refused.\n", in: id)
        try team.tell("Sam's.\n", in: id)
        let open = try reader.open(id)
        #expect(open.note.body == "Refused.\n")
        try team.save("Mended.\n", in: open)
        #expect(try team.bodies(of: id) == ["Mended.\n", "Sam's.\n"])
        #expect(try reader.open(id).view.conflicts.map(\.key) == [NoteField.body])
    }

    @Test func `what both replaced is still the base of their merge`() throws {
        let id = try sam.share("One.\n\nTwo.\n", with: reader)
        try team.refuse("One!\n\nTwo.\n", in: id)
        try team.tell("One.\n\nTwo!\n", in: id)
        try team.save("One!!\n\nTwo.\n", in: reader.open(id))
        let open = try reader.open(id)
        #expect(open.note.body == "One!!\n\nTwo!\n")
        #expect(open.view.conflicts.isEmpty)
    }

    @Test func `a tag that stands and was refused as well was shown, and can be taken off`() throws {
        let id = try sam.share("Old.\n", with: reader)
        _ = try reader.notebook.tag(id, add: ["court"], remove: [])
        try reader.sync()
        _ = try sam.notebook.tag(id, add: ["court"], remove: [])
        try sam.sync()
        try reader.sync()
        let open = try reader.open(id)
        var note = open.note
        #expect(note.tags == ["court"])
        note.tags = []
        _ = try reader.notebook.save(open.opening, note)
        #expect(try reader.open(id).note.tags.isEmpty)
    }

    @Test func `who takes back what was refused has mended it`() throws {
        let id = try sam.share("Old.\n", with: reader)
        try team.refuse("Refused.\n", in: id)
        try team.save("Old.\n", in: reader.open(id))
        #expect(try reader.notebook.status().refused.isEmpty)
        #expect(try reader.notebook.status().unsent.isEmpty)
    }

    @Test func `what is taken in from a file is held against what stands, and mends nothing`() throws {
        let id = try sam.share("Old.\n", with: reader)
        try team.refuse("Refused.\n", in: id)
        try team.tell("Sam's.\n", in: id)
        _ = try reader.notebook.importLines(#"{"id":"\#(id)","body":"Imported."}"#)
        #expect(try team.bodies(of: id) == ["Imported."])
        #expect(try reader.notebook.status().refused.count == 1)
    }

    @Test func `a text that was opened before the refusal takes the place of what it was made of`() throws {
        let id = try sam.share("Old.\n", with: reader)
        _ = try reader.notebook.change(id) { $0.body = "Refused.\n" }
        let open = try reader.open(id)
        try reader.sync()
        #expect(try reader.notebook.status().refused.count == 1)
        try team.save("Written on.\n", in: open)
        #expect(try team.bodies(of: id) == ["Written on.\n"])
        #expect(try reader.open(id).note.body == "Written on.\n")
        #expect(try reader.notebook.status().refused.isEmpty)
    }

    @Test func `of two refused texts the one that was not shown stays to be mended`() throws {
        let id = try sam.share("Old.\n", with: reader)
        let before = try reader.open(id)
        try team.refuse("First.\n", in: id)
        try team.save("Second.\n", in: before)
        try reader.sync()
        let open = try reader.open(id)
        #expect(open.note.body == "Second.\n")
        try team.save("Second, mended.\n", in: open)
        #expect(try reader.open(id).note.body == "First.\n")
        try team.save("First, mended.\n", in: reader.open(id))
        #expect(try team.bodies(of: id) == ["First, mended.\n", "Second, mended.\n"])
        #expect(try reader.notebook.status().refused.isEmpty)
    }
}
