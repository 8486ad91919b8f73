import GRDB
import ReformNotes
import SyncClient
import Testing

@testable import Notebook

/// Lists, look-ups and counts.
@Suite struct ReadingTests {
    let work: Workplace
    var notebook: Notebook { work.notebook }

    init() throws { work = try Workplace() }

    @Test func `a note is found by any beginning of its id that fits no other`() throws {
        var ids: [NoteID] = []
        for number in 0..<300 { ids.append(try notebook.add(work.draft("Note \(number).")).view.id) }
        for id in ids {
            let typed = String(id.description.prefix(5))
            let fitting = ids.filter { $0.description.hasPrefix(typed) }
            switch try notebook.find(typed.uppercased()) {
            case .found(let found): #expect(found == id && fitting.count == 1)
            case .several(let several): #expect(several.count == fitting.count)
            case .none, .malformed: Issue.record("\(typed) is not found")
            }
            #expect(isFound(try notebook.find(id.uuid)))
        }
    }

    @Test func `notes whose ids begin alike are told apart by what is said of them`() throws {
        let ids = ["k7f3mq0000000000000000000g", "k7f3mqz000000000000000000g", "k7f4000000000000000000000g"]
        _ = try notebook.importLines(
            ids.map { #"{"id":"\#($0)","item":"iro","body":"Words."}"# }.joined(separator: "\n"))
        let names = try notebook.shortNames(of: ids.compactMap { NoteID($0) })
        #expect(Set(names.values) == ["k7f3mq0", "k7f3mqz", "k7f4"])
        #expect(try names.allSatisfy { isFound(try notebook.find($0.value)) })
        #expect(several(try notebook.find("k7f3")).map(\.description) == Array(ids.prefix(2)))
    }

    private func isFound(_ lookup: NoteLookup) -> Bool {
        if case .found = lookup { true } else { false }
    }

    private func several(_ lookup: NoteLookup) -> [NoteID] {
        if case .several(let notes) = lookup { notes.map(\.id) } else { [] }
    }

    @Test(arguments: ["k7f", "k7!f", "uuuu", ""])
    func `what can begin no id is told from what begins none here`(typed: String) throws {
        #expect(isMalformed(try notebook.find(typed)))
        #expect(!isMalformed(try notebook.find("k7f3")))
    }

    private func isMalformed(_ lookup: NoteLookup) -> Bool {
        if case .malformed = lookup { true } else { false }
    }

    @Test func `lists show the latest edited first and no more than asked for`() throws {
        for number in 0..<5 {
            work.pass(minutes: 1)
            _ = try notebook.add(work.draft("Note \(number)."))
        }
        #expect(try notebook.notes(.all, limit: 2).map(\.body) == ["Note 4.", "Note 3."])
        let oldest = try #require(try notebook.notes(.all, limit: 9).last)
        work.pass(minutes: 1)
        _ = try notebook.tag(oldest.id, add: ["late"], remove: [])
        #expect(try notebook.notes(.item(Workplace.item), limit: 1).map(\.tags) == [["late"]])
    }

    @Test func `the counts that triggers keep are what counting finds, whatever is done`() throws {
        var random = Seeded(state: 7)
        var ids: [NoteID] = []
        let items = Catalogue.bundled.items.prefix(3).map(\.id)
        for step in 0..<400 {
            let item = items[Int(random.next() % 3)]
            guard let id = ids.randomElement(using: &random), step > 20 else {
                ids.append(try notebook.add(work.draft("Note \(step).", about: item)).view.id)
                continue
            }
            switch random.next() % 5 {
            case 0: _ = try notebook.withdraw(id, reason: nil)
            case 1: _ = try notebook.restore(id)
            case 2: _ = try notebook.change(id) { $0.target = NoteTarget(item: item) }
            case 3: try editApart(id, step)
            default: ids.append(try notebook.add(work.draft("Note \(step).", about: item)).view.id)
            }
        }
        #expect(try kept() == counted())
    }

    /// Leaves two sides of the body.
    private func editApart(_ id: NoteID, _ step: Int) throws {
        let open = try #require(try notebook.open(id))
        _ = try notebook.change(id) { $0.body = "Here \(step)." }
        var other = open.note
        other.body = "There \(step)."
        _ = try notebook.save(open.opening, other)
    }

    private func kept() throws -> [[String]] {
        try rows("SELECT item, author, notes, conflicts, unsent FROM note_count WHERE notes + unsent > 0")
    }

    private func counted() throws -> [[String]] {
        try rows("SELECT item, author, sum(hidden = 0), sum(conflicts > 0), sum(unsent > 0) FROM note GROUP BY 1, 2")
    }

    private func rows(_ sql: String) throws -> [[String]] {
        try notebook.replica.read { reader in
            try Row.fetchAll(reader.db, sql: sql + " ORDER BY 1, 2").map { row in
                row.databaseValues.map(\.description)
            }
        }
    }

    @Test(arguments: [
        NoteScope.all, .item(Workplace.item), .replies(to: NoteID(bits: 1)), .inConflict, .unsent,
    ])
    func `every list is read in the order of an index`(scope: NoteScope) throws {
        let (condition, arguments) = scope.sql
        let plan = try notebook.replica.read { reader in
            try Row.fetchAll(
                reader.db, sql: "EXPLAIN QUERY PLAN SELECT body FROM note WHERE \(condition) LIMIT 9",
                arguments: arguments
            ).map { $0["detail"] as String }
        }
        #expect(plan.count == 1)
        #expect(plan.first?.contains("USING INDEX") ?? false, "\(plan)")
    }
}
