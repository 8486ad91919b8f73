import Testing

/// Two people edit one note apart, and their replicas meet.
@Suite struct MeetingTests {
    private static let paragraphs = [
        "Chaired fourteen reviews.", "Twice the child asked for me.", "Two plans had drifted.",
    ]

    /// A note that both have, in three paragraphs.
    private func shared() throws -> (team: Team, sam: Laptop, priya: Laptop, note: String) {
        let team = try Team()
        let (sam, priya) = (try team.laptop(of: "Sam Okafor"), try team.laptop(of: "Priya Nair"))
        let note = try sam.add(Self.paragraphs[0], Self.paragraphs[1], Self.paragraphs[2])
        try team.meet(sam, priya)
        return (team, sam, priya, note)
    }

    @Test(arguments: ["Sam Okafor", "Priya Nair"])
    func `edits of different paragraphs and fields come together, whoever syncs first`(first: String) throws {
        let (team, sam, priya, note) = try shared()
        try sam.edit(note, "fourteen", "sixteen")
        try sam.run("tag", note, "+voice")
        try priya.edit(note, "had drifted", "had drifted by a year")
        try priya.run("set", note, "stance=support")
        for laptop in first == "Sam Okafor" ? [sam, priya, sam] : [priya, sam, priya] { try laptop.run("sync") }
        try team.meet(sam, priya)

        let text = "Chaired sixteen reviews.\n\nTwice the child asked for me.\n\nTwo plans had drifted by a year."
        for laptop in [sam, priya] {
            let seen = try laptop.note(note)
            #expect(seen.body.text == text)
            #expect(seen.tags.texts == ["voice"])
            #expect(seen.stance.text == "support")
            #expect(try laptop.ask("conflicts").list.isEmpty)
        }
        let digests = try (sam.digest(), priya.digest())
        #expect(digests.0 != nil && digests.0 == digests.1)
    }

    @Test func `edits of one paragraph are a conflict everywhere, which a third person settles offline for all`() throws
    {
        let (team, sam, priya, note) = try shared()
        let dana = try team.laptop(of: "Dana Reid")
        try sam.edit(note, "asked for me", "asked for me by name")
        try priya.edit(note, "Twice", "On three visits")
        try sam.run("sync")
        try priya.run("sync", expecting: 3)
        try sam.run("sync", expecting: 3)
        try dana.run("sync", expecting: 3)
        try team.server.stop()

        for laptop in [sam, priya, dana] { try expectBothSides(of: note, on: laptop) }
        try dana.run("resolve", note, "--keep", "Priya Nair")
        #expect(try dana.ask("conflicts").list.isEmpty)
        try team.server.start()
        try team.meet(dana, sam, priya)

        for laptop in [sam, priya, dana] {
            #expect(try laptop.ask("conflicts").list.isEmpty)
            #expect(try laptop.body(note).contains("On three visits the child asked for me."))
            #expect(try laptop.digest() == dana.digest())
        }
        #expect(try dana.digest() != nil)
    }

    private func expectBothSides(of note: String, on laptop: Laptop) throws {
        let rows = try laptop.ask("conflicts", expecting: 3)
        #expect(rows.list.map(\.note.text) == [note])
        let field = rows[0].fields[0]
        #expect(field.name.text == "body")
        #expect(field.base.text == Self.paragraphs.joined(separator: "\n\n"))
        let sides = field.siblings.list
        #expect(Set(sides.compactMap(\.author.text)) == ["Sam Okafor", "Priya Nair"])
        #expect(sides.contains { $0.value.text?.contains("asked for me by name") == true })
        #expect(sides.contains { $0.value.text?.contains("On three visits") == true })
        #expect(sides.compactMap(\.value.text).contains(field.shown.text ?? ""))
    }

    @Test func `two settlements made apart are both kept and offered, unless they are equal`() throws {
        let (team, sam, priya, note) = try shared()
        try sam.edit(note, "asked for me", "asked for me by name")
        try priya.edit(note, "Twice", "On three visits")
        try team.meet(sam, priya)
        try sam.run("resolve", note, "--keep", "yours")
        try priya.run("resolve", note, "--keep", "yours")
        try team.meet(sam, priya)
        for laptop in [sam, priya] {
            #expect(try laptop.ask("conflicts", expecting: 3)[0].fields[0].siblings.list.count == 2)
        }
        try sam.run("resolve", note, "--keep", "Sam Okafor")
        try priya.run("resolve", note, "--keep", "Sam Okafor")
        try team.meet(sam, priya)
        for laptop in [sam, priya] { #expect(try laptop.ask("conflicts").list.isEmpty) }
    }

    @Test func `different stances are a conflict, and an open conflict holds up nothing else`() throws {
        let (team, sam, priya, note) = try shared()
        try sam.run("set", note, "stance=support")
        try priya.run("set", note, "stance=oppose")
        try team.meet(sam, priya)
        #expect(try sam.ask("conflicts", expecting: 3)[0].fields[0].name.text == "stance")
        try sam.run("resolve", note, "--keep", "both", expecting: 2)
        try sam.edit(note, "fourteen", "sixteen")
        let other = try priya.add("A second note.")
        try team.meet(sam, priya)
        #expect(try priya.body(note).contains("sixteen"))
        #expect(try sam.body(other) == "A second note.")
        try priya.run("resolve", note, "--keep", "yours")
        try team.meet(priya, sam)
        #expect(try sam.note(note).stance.text == "oppose")
        try sam.run("conflicts")
    }
}
