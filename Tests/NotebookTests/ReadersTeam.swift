import ReformNotes
import SyncClient
import SyncModel
import SyncServer
import TestSupport
import Testing

@testable import Notebook

/// Two people, of whom one may read only: the server refuses whatever that one writes.
struct ReadersTeam {
    let server: BareServer
    let sam: Member
    let reader: Member

    init() throws {
        server = try BareServer(clock: FixedClock(Workplace.start))
        sam = try Member("Sam Okafor", on: "sam-laptop", server, seed: 1)
        reader = try Member("Rowan Hale", on: "rowan-tablet", server, seed: 4, role: .reader)
    }

    /// Has the reader write what is refused.
    func refuse(_ body: String, in id: NoteID) throws {
        _ = try reader.notebook.change(id) { $0.body = body }
        try reader.sync()
        try #require(try reader.notebook.status().refused.contains { $0.id == id.record })
    }

    /// Has a text written by Sam, and read here.
    func tell(_ body: String, in id: NoteID) throws {
        _ = try sam.notebook.change(id) { $0.body = body }
        try sam.sync()
        try reader.sync()
    }

    /// Has the reader leave an editor with this text in it.
    @discardableResult
    func save(_ body: String, in open: OpenNote) throws -> Saved {
        var note = open.note
        note.body = body
        return try reader.notebook.save(open.opening, note)
    }

    /// All that stands as the note's body at the reader's.
    func bodies(of id: NoteID) throws -> [String] {
        let field = try #require(try reader.open(id).view.fields.first { $0.key == NoteField.body })
        return field.sides.compactMap(\.value.text).sorted()
    }
}
