import Testing

/// The ways to settle a conflict.
@Suite struct SettlingTests {
    /// A note of two paragraphs whose first both changed, and on which both took a stance.
    private func disputed() throws -> (team: Team, sam: Laptop, priya: Laptop, note: String) {
        let team = try Team()
        let (sam, priya) = (try team.laptop(of: "Sam Okafor"), try team.laptop(of: "Priya Nair"))
        let note = try sam.add("First words.", "Second paragraph.")
        try team.meet(sam, priya)
        try sam.run("edit", note, "-m", "Sam's words.", "-m", "Second paragraph.")
        try priya.run("edit", note, "-m", "Priya's words.", "-m", "Second paragraph.")
        try sam.run("set", note, "stance=support")
        try priya.run("set", note, "stance=oppose")
        try team.meet(sam, priya)
        return (team, sam, priya, note)
    }

    @Test func `one side settles every field, and is named by person or by dot`() throws {
        let (team, sam, priya, note) = try disputed()
        let dot = try #require(
            priya.note(note).fields.body.siblings.list.first { $0.author.text == "Sam Okafor" }?.dot.text)
        try priya.run("resolve", note, "--keep", dot)
        try team.meet(priya, sam)
        for laptop in [sam, priya] {
            #expect(try laptop.body(note) == "Sam's words.\n\nSecond paragraph.")
            #expect(try laptop.note(note).stance.text == "support")
            try laptop.run("conflicts")
            let log = try laptop.run("log", note).said.split(separator: "\n")
            #expect(log[0].hasSuffix("brought body, stance together"))
            #expect(log[1].contains("  body, stance  ") && log[1].hasSuffix("┐ edited apart") && log[2].hasSuffix("┘"))
            #expect(log[3].hasSuffix("new"))
        }
    }

    @Test func `fields are settled one by one, and both keeps the paragraphs of both`() throws {
        let (team, sam, priya, note) = try disputed()
        try sam.run("resolve", note, "--keep", "both", expecting: 2)
        try sam.run("resolve", note, "--keep", "both", "--field", "body", expecting: 3)
        let body = try sam.body(note)
        #expect(body.contains("Sam's words.") && body.contains("Priya's words."))
        #expect(body.hasSuffix("\n\nSecond paragraph."))
        #expect(try sam.ask("conflicts", expecting: 3)[0].fields.list.map(\.name.text) == ["stance"])
        try sam.run("resolve", note, "--keep", "Priya Nair")
        try team.meet(sam, priya)
        #expect(try priya.note(note).stance.text == "oppose")
        #expect(try priya.body(note) == body)
        try priya.run("conflicts")
    }

    @Test func `a text of one's own settles the body and leaves other fields open`() throws {
        let (_, sam, _, note) = try disputed()
        let file = try sam.folder.file("own.md", "Our words.\n\nSecond paragraph.\n".utf8)
        try sam.run("resolve", note, "-F", file, expecting: 3)
        #expect(try sam.body(note) == "Our words.\n\nSecond paragraph.")
        #expect(try sam.ask("conflicts", expecting: 3)[0].fields.list.map(\.name.text) == ["stance"])
    }

    @Test func `who settled something and finds it settled otherwise is told by whom`() throws {
        let (team, sam, priya, note) = try Team.disputed()
        try sam.run("resolve", note, "--keep", "yours")
        try priya.run("resolve", note, "--keep", "yours")
        try sam.run("sync")
        for (laptop, other) in [(priya, "Sam Okafor"), (sam, "Priya Nair")] {
            let run = try laptop.run("sync", expecting: 3)
            #expect(run.said.contains("you and \(other) settled it apart"), "\(run)")
            let name = note.prefix(4)
            #expect(run.complained.contains("\(other) settled \(name) too, at "), "\(run)")
            #expect(run.complained.contains(". Both settlements are kept."), "\(run)")
            #expect(run.complained.contains("Next: `fieldnotes resolve \(name)`."), "\(run)")
        }
        try priya.run("resolve", note, "--keep", "Sam Okafor")
        try team.meet(priya, sam)
        #expect(try sam.run("sync").complained.isEmpty)
    }

    @Test func `a note withdrawn with its conflict in sight asks for no settlement`() throws {
        let (_, sam, _, note) = try Team.disputed()
        #expect(try !sam.run("withdraw", note).said.contains("Still to be settled"))
        try sam.run("conflicts")
    }

    @Test func `both sides stay in the history after a settlement`() throws {
        let (team, sam, priya, note) = try disputed()
        try priya.run("resolve", note, "--keep", "yours")
        try team.meet(priya, sam)
        let rows = try sam.ask("log", note).list
        #expect(rows.count == 4)
        #expect(rows.first?.replaces.list.count == 2)
        let sams = try #require(rows.first { $0.author.text == "Sam Okafor" && $0.rev.text != "r1" }?.rev.text)
        #expect(try sam.run("diff", note, "r1", sams).said.contains("Sam's"))
    }

    @Test func `who has no side in a conflict cannot keep yours`() throws {
        let (team, _, _, note) = try disputed()
        let dana = try team.laptop(of: "Dana Reid")
        try dana.run("resolve", note, "--keep", "yours", expecting: 2)
        #expect(try dana.ask("conflicts", expecting: 3).list.count == 1)
    }
}
