import FoundationEssentials
import Notebook
import ReformNotes
import Testing

@testable import fieldnotes

/// Notes as people and scripts get them.
@Suite struct NoteAnswerTests {
    private let bench = Bench()

    /// The names of an object's members, in order.
    private func names(_ json: JSON) -> [String] {
        guard case .object(let members) = json else { return [] }
        return members.map(\.0)
    }

    private func member(_ json: JSON, _ name: String) -> JSON? {
        guard case .object(let members) = json else { return nil }
        return members.first { $0.0 == name }?.1
    }

    @Test func `a note has the members that scripts rely on`() throws {
        let json = try bench.add("Heard on a visit.").view.json
        #expect(
            names(json) == [
                "id", "item", "measure", "body", "kind", "stance", "toward", "tags", "refs", "status", "replyTo",
                "author",
                "device", "created", "edited", "sync", "deleted", "context", "fields", "refused",
            ])
        #expect(member(json, "sync") == "waiting")
        #expect(member(json, "stance") == JSON.null)
        #expect(member(json, "context") == .object([]))
        let fields = try #require(member(json, "fields"))
        #expect(names(fields) == ["author", "body", "created", "item", "kind", "status", "tag/voice"])
        #expect(names(try #require(member(fields, "body"))) == ["dot", "stamp"])
        #expect(member(try #require(member(fields, "body")), "dot") == JSON.null)
    }

    @Test func `a withdrawn note says why and by whom`() throws {
        let id = try bench.add("Twice the same.").view.id
        let json = try bench.notebook.withdraw(id, reason: "duplicate").view.json
        let deleted = try #require(member(json, "deleted"))
        #expect(names(deleted) == ["reason", "by", "device", "at"])
        #expect(member(deleted, "reason") == "duplicate")
        #expect(member(try bench.notebook.restore(id).view.json, "deleted") == JSON.null)
    }

    @Test func `what was done is told with what waits`() throws {
        let saved = try bench.add("One.")
        let name = try bench.notebook.shortName(of: saved.view.id)
        let lines = try Deed.added.answer(saved, in: bench.notebook).lines(nil).map(\.text)
        #expect(lines == ["Saved \(name) on this device. Waiting to be sent (1)."])
        let tagged = try bench.notebook.tag(saved.view.id, add: ["iro"], remove: ["voice"])
        #expect(
            try Deed.changed.answer(tagged, in: bench.notebook).lines(nil).map(\.text) == [
                "Saved \(name) (tags). Waiting to be sent (1)."
            ])
        let same = try bench.notebook.tag(saved.view.id, add: ["iro"], remove: [])
        #expect(try Deed.changed.answer(same, in: bench.notebook).lines(nil).map(\.text) == ["No change."])
    }

    @Test func `a note is named by as few characters as tell it apart, and found by them`() throws {
        var ids: [NoteID] = []
        for number in 0..<200 { ids.append(try bench.add("Note \(number).").view.id) }
        let names = try bench.notebook.shortNames(of: ids)
        #expect(Set(names.values).count == ids.count)
        for id in ids {
            let name = try #require(names[id])
            #expect(name.count >= 4 && id.description.hasPrefix(name))
            #expect(try bench.finder.note(name) == id)
        }
    }

    @Test(
        arguments: [
            ("k7", "short-note"), ("zzzz", "unknown-note"), ("no such", "unknown-note"), ("k7u3", "unknown-note"),
        ])
    func `a note that cannot be found is a complaint`(_ typed: String, _ code: String) {
        let complaint = #expect(throws: Complaint.self) { try bench.finder.note(typed) }
        #expect(complaint?.code == code)
        #expect(complaint?.exit == .notFound)
    }

    @Test(
        arguments: [
            ("reg", "ambiguous-item"), ("iros abolition", "unknown-item"), ("iro/xyz", "unknown-measure"),
        ])
    func `an item that cannot be found is a complaint`(_ typed: String, _ code: String) {
        let complaint = #expect(throws: Complaint.self) { try bench.finder.target(typed) }
        #expect(complaint?.code == code)
        #expect(complaint?.exit == .notFound)
    }

    @Test func `words mean an item by name before they mean a note`() throws {
        let id = try bench.add("Heard.").view.id
        guard case .item(let item) = try bench.finder.subject("iro") else {
            Issue.record("an alias is an item's")
            return
        }
        #expect(item.id == "independent-reviewing-officers")
        guard case .note(id) = try bench.finder.subject(id.description) else {
            Issue.record("the beginning of an id is a note's")
            return
        }
    }

    @Test func `every hit has the same members, so that a script can choose from all`() throws {
        _ = try bench.add("The reviewing officer came.")
        let query = try SearchQuery(["reviewing"], in: bench.notebook.catalogue) { _ in nil }
        let hits = try HitList(bench.notebook.search(query, limit: 5), in: bench.notebook, bench.desk.dates)
        guard case .list(let rows) = hits.json else {
            Issue.record("hits are a list")
            return
        }
        #expect(
            Set(rows.map { member($0, "type").map { String(decoding: $0.bytes, as: UTF8.self) } }) == [
                "\"note\"", "\"item\"",
            ])
        #expect(Set(rows.map { names($0).sorted() }).count == 1)
    }

    @Test func `a history tells each change with what it took the place of`() throws {
        let id = try bench.add("One.").view.id
        _ = try bench.notebook.withdraw(id, reason: nil)
        let history = try #require(try bench.notebook.history(of: id))
        let rows = history.revisions.map { RevisionRow(note: id, name: "k7f3", revision: $0) }
        #expect(rows.map { member($0.json, "rev") } == ["r1", "r2"])
        #expect(
            names(rows[0].json) == ["note", "rev", "dot", "at", "received", "author", "device", "fields", "replaces"])
        #expect(member(rows[1].json, "fields") == ["deleted"])
    }
}
