import Testing

/// One withdraws a note while another edits it.
@Suite struct WithdrawalTests {
    @Test(arguments: ["note", "withdrawn"])
    func `a note withdrawn here and edited there stays visible until a person settles it`(kept: String) throws {
        let team = try Team()
        let (sam, priya) = (try team.laptop(of: "Sam Okafor"), try team.laptop(of: "Priya Nair"))
        let note = try sam.add("The plan was late.")
        try team.meet(sam, priya)
        try sam.run("withdraw", note, "--reason", "said twice")
        try priya.edit(note, "late", "a year late")
        try team.meet(sam, priya)

        for laptop in [sam, priya] {
            #expect(try laptop.note(note).body.text == "The plan was a year late.")
            #expect(try laptop.run("show", "iro").said.contains("The plan was a year late."))
            #expect(try laptop.ask("conflicts", expecting: 3).list.map(\.note.text) == [note])
        }
        try priya.run("resolve", note, "--keep", kept)
        try team.meet(priya, sam)
        for laptop in [sam, priya] {
            try laptop.run("conflicts")
            #expect(try laptop.run("show", "iro").said.contains("a year late") == (kept == "note"))
            #expect(try laptop.note(note).deleted.isNull == (kept == "note"))
        }
    }

    @Test func `a note withdrawn in sight of every edit is gone from lists, kept in exports, and can be restored`()
        throws
    {
        let team = try Team()
        let (sam, priya) = (try team.laptop(of: "Sam Okafor"), try team.laptop(of: "Priya Nair"))
        let note = try sam.add("The plan was late.")
        try team.meet(sam, priya)
        try priya.run("withdraw", note, "--reason", "said twice")
        try team.meet(priya, sam)
        #expect(try !sam.run("show", "iro").said.contains("The plan was late."))
        #expect(try sam.ask("search", "late").list.allSatisfy { $0.id.text != note })
        #expect(try sam.note(note).deleted.reason.text == "said twice")
        #expect(try sam.exported()[note]?.body.text == "The plan was late.")
        try sam.run("restore", note)
        try team.meet(sam, priya)
        #expect(try priya.note(note).deleted.isNull)
        #expect(try priya.run("show", "iro").said.contains("The plan was late."))
    }
}
