import ReformNotes
import SyncModel
import Testing

@testable import Notebook

/// The changes of a note as this replica holds them.
@Suite struct HistoryTests {
    let work: Workplace
    let notebook: Notebook

    init() throws {
        work = try Workplace()
        notebook = work.notebook
    }

    @Test func `edits that wait fold into one change, and a withdrawal is another`() throws {
        let id = try notebook.add(work.draft("One.")).view.id
        _ = try notebook.change(id) { $0.body = "Two." }
        _ = try notebook.withdraw(id, reason: nil)
        let history = try #require(try notebook.history(of: id))
        #expect(history.revisions.map(\.name) == ["r1", "r2"])
        #expect(history.revisions.allSatisfy { $0.dot == nil && $0.received == nil && $0.replaces.isEmpty })
        #expect(history.revisions.last?.fields == [.deleted])
        #expect(!history.serverHasMore)
    }

    @Test func `two revisions are compared field by field`() throws {
        let id = try notebook.add(work.draft("One.")).view.id
        _ = try notebook.withdraw(id, reason: nil)
        _ = try notebook.change(id) { $0.tags = ["voice"] }
        let history = try #require(try notebook.history(of: id))
        let first = try #require(history.revision("r1"))
        let last = try #require(history.revision("R3"))
        #expect(history.note(after: first).tags.isEmpty)
        #expect(history.note(after: last).tags == ["voice"])
        let changed = history.differences(from: first, to: last).map(\.key.text)
        #expect(changed == ["deleted", "tag/voice"])
        #expect(history.differences(from: last, to: last).isEmpty)
        #expect(history.revision("r9") == nil)
        #expect(history.revision("00000000000000ab:1") == nil)
    }
}
