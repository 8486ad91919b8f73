import Glibc
import Notebook
import ReformNotes
import SyncClient
import Testing

@testable import fieldnotes

/// Where a replica stands, as scripts read it.
@Suite struct StandingTests {
    private static func notebook(in folder: String) throws -> Notebook {
        let replica = try Replica.create(
            at: folder, author: "Sam Okafor", device: "sam-laptop", Desk.surroundings(for: "test"))
        return Notebook(replica: replica, catalogue: .bundled)
    }

    private static func inFolder(_ body: (String) throws -> Void) throws {
        let folder = "/tmp/fieldnotes-standing-\(UInt64.random(in: .min ... .max))"
        defer {
            for name in ["replica.sqlite", "replica.sqlite-wal", "replica.sqlite-shm", "lock"] {
                unlink("\(folder)/\(name)")
            }
            rmdir(folder)
        }
        try body(folder)
    }

    @Test func `the porcelain has its headers, then a line for each unsent note`() throws {
        try Self.inFolder { folder in
            let notebook = try Self.notebook(in: folder)
            let draft = Note(
                about: NoteTarget(item: "independent-reviewing-officers"), body: "Seen.", author: "", created: "")
            let id = try notebook.add(draft).view.id
            let lines = String(decoding: try Standing(notebook, rows: 10).porcelain(ending: 0x0A), as: UTF8.self)
            #expect(
                lines == """
                    # team -
                    # last-sync -
                    # unsent 1
                    # conflicts 0
                    # private 0
                    A. \(id) independent-reviewing-officers *

                    """)
        }
    }

    @Test func `the exit code tells of unsent notes, and of nothing when there are none`() throws {
        try Self.inFolder { folder in
            let notebook = try Self.notebook(in: folder)
            #expect(try Standing(notebook, rows: 10).exit == .done)
            let draft = Note(
                about: NoteTarget(item: "independent-reviewing-officers"), body: "Seen.", author: "", created: "")
            _ = try notebook.add(draft)
            #expect(try Standing(notebook, rows: 10).exit == .unsent)
        }
    }
}
