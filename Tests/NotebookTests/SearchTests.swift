import GRDB
import ReformNotes
import SyncClient
import Testing

@testable import Notebook

/// What is found, whatever is typed.
@Suite struct SearchTests {
    let work: Workplace
    let notebook: Notebook

    init() throws {
        work = try Workplace()
        notebook = work.notebook
    }

    private func found(_ typed: String...) throws -> [String] {
        let query = try SearchQuery(typed, in: .bundled) { $0 == "today" ? Workplace.start + 60_000 : nil }
        return try notebook.search(query, limit: 50).notes.map(\.summary.body)
    }

    private func indexAll() throws {
        try notebook.replica.write { writer in
            while try SearchIndex.takeIn(writer.db, limit: 3) {}
        }
    }

    private func addSamples() throws {
        var critique = work.draft("Caseloads are too large.")
        critique.kind = .critique
        critique.stance = NoteStance(.oppose)
        critique.tags = ["workload"]
        _ = try notebook.add(critique)
        _ = try notebook.add(work.draft("Children’s voices, and a café.", about: "regulation-44-visitors"))
        work.pass(minutes: 5)
        _ = try notebook.add(work.draft("The young person's IRO stayed."))
    }

    @Test(arguments: [false, true])
    func `words, filters and beginnings find the same with the index and without`(isIndexed: Bool) throws {
        try addSamples()
        if isIndexed { try indexAll() }
        #expect(try found("caseloads large") == ["Caseloads are too large."])
        #expect(try found("CASELO") == ["Caseloads are too large."])
        #expect(try found("caselo large").isEmpty, "only the last word may be a beginning")
        #expect(try found("cafe") == ["Children’s voices, and a café."])
        #expect(try found("workload") == ["Caseloads are too large."])
        #expect(try found("person's iro") == ["The young person's IRO stayed."])
        #expect(try found("critique").isEmpty, "a kind is no word of the text")
        #expect(try found("kind:critique stance:oppose") == ["Caseloads are too large."])
        #expect(try found("tag:workload") == ["Caseloads are too large."])
        #expect(try found("item:reg44") == ["Children’s voices, and a café."])
        #expect(try found("by:oka", "stayed") == ["The young person's IRO stayed."])
        #expect(try found("by:sam okafor").count == 3)
        #expect(try found("since:today") == ["The young person's IRO stayed."])
        #expect(throws: SearchError.kind("poem")) { try found("kind:poem") }
        #expect(throws: SearchError.stance("against")) { try found("stance:against") }
    }

    @Test func `what was indexed and has changed is found as it is now`() throws {
        try addSamples()
        try indexAll()
        let id = try #require(try notebook.notes(.item("regulation-44-visitors"), limit: 1).first?.id)
        _ = try notebook.change(id) { $0.body = "Nothing of the kind." }
        _ = try notebook.change(id) { $0.body = "Something else." }
        for _ in 0..<2 {
            #expect(try found("cafe").isEmpty)
            #expect(try found("something") == ["Something else."])
            try indexAll()
        }
        let check = "INSERT INTO note_words (note_words, rank) VALUES ('integrity-check', 1)"
        try notebook.replica.write { try $0.db.execute(sql: check) }
        _ = try notebook.withdraw(id, reason: nil)
        #expect(try found("something").isEmpty)
    }

    @Test func `the first search that needs it brings the index up to date`() throws {
        for number in 0..<(SearchIndex.listedMax + 50) { _ = try notebook.add(work.draft("Word\(number) common.")) }
        #expect(try found("word249") == ["Word249 common."])
        let listed = try notebook.replica.read { try Int.fetchOne($0.db, sql: "SELECT count(*) FROM note_unindexed") }
        #expect(listed == 0)
        let hits = try notebook.search(SearchQuery(["common"], in: .bundled) { _ in nil }, limit: 10)
        #expect(hits.hasMore)
        #expect(hits.notes.map(\.summary.body).first == "Word249 common.", "the latest written stands first")
    }

    @Test func `items are found by their words, unless notes are asked for`() throws {
        let query = try SearchQuery(["reviewing officer"], in: .bundled) { _ in nil }
        #expect(try notebook.search(query, limit: 5).items.map(\.id).contains(Workplace.item))
        let filtered = try SearchQuery(["reviewing", "kind:critique"], in: .bundled) { _ in nil }
        #expect(try notebook.search(filtered, limit: 5).items.isEmpty)
    }

    @Test func `five thousand odd strings are searched for and none is understood as a command`() throws {
        try addSamples()
        try indexAll()
        var random = Seeded(state: 11)
        let pieces = [
            "\"", "'", "*", "NEAR(", ")", "(", "body:", "body : ", "AND", "OR", "NOT", "^", "+", "-", "{a b}:", "\0",
            ";", "--",
            "%", "_", "\\", "a", "é", "e\u{301}", "NEAR(a b, 2)", "\u{202E}", "👩‍👧", "日本", "\n", " ", "kind:", "by:",
            "tag:\"", "NULL",
        ]
        for _ in 0..<5_000 {
            let typed = (0...Int(random.next() % 8)).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
            guard let query = try? SearchQuery([typed], in: .bundled, time: { _ in nil }) else { continue }
            #expect(throws: Never.self, "\(typed.debugDescription)") { try notebook.search(query, limit: 3) }
        }
    }

    @Test(arguments: ["caseloads\" OR \"café", "caseloads\"\u{301} OR \"\u{301}café", "caseloads\" NOT"])
    func `a quotation mark ends nothing, whatever stands on it`(word: String) throws {
        try addSamples()
        try indexAll()
        var query = SearchQuery()
        query.words = [word]
        #expect(try notebook.search(query, limit: 3).notes.isEmpty)
    }

    @Test func `nothing typed is nothing asked for`() {
        #expect(throws: SearchError.empty) { try SearchQuery(["  "], in: .bundled) { _ in nil } }
        #expect(throws: SearchError.time("never")) { try SearchQuery(["since:never"], in: .bundled) { _ in nil } }
    }
}
