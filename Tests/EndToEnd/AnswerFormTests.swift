import Testing

/// The answers in JSON, as scripts rely on them.
@Suite struct AnswerFormTests {
    @Test func `every verb answers in one envelope under its schema`() throws {
        let laptop = try Laptop(alone: "Sam Okafor")
        let note = try laptop.add("A note.")
        for (words, schema) in [
            (["show", note], "note"), (["add", "iro", "-m", "Another."], "note"),
            (["edit", note, "-m", "Edited."], "note"),
            (["set", note, "kind=critique"], "note"), (["tag", note, "+voice"], "note"),
            (["reply", note, "-m", "Yes."], "note"),
            (["withdraw", note], "note"), (["restore", note], "note"), (["show", "iro"], "item"), (["items"], "items"),
            (["search", "edited"], "hits"), (["conflicts"], "conflicts"), (["log", note], "log"),
            (["status"], "status"),
            (["drafts"], "drafts"), (["whoami"], "whoami"), (["doctor"], "doctor"),
        ] {
            let run = try laptop.start((words + ["--json"]).map { Array($0.utf8) }).finish()
            #expect(run.code == 0, "\(run)")
            let envelope = try run.envelope()
            #expect(envelope.names == ["data", "schema", "warnings"], "\(run)")
            #expect(envelope.schema.text == "fieldnotes.\(schema)/1")
            #expect(envelope.warnings.isList)
        }
    }

    @Test func `a note has every member of its form, lists are never null, and times are in UTC`() throws {
        let laptop = try Laptop(alone: "Sam Okafor")
        let note = try laptop.note(laptop.add("A note."))
        let members: Set = [
            "id", "item", "measure", "body", "kind", "stance", "toward", "tags", "refs", "status", "replyTo", "author",
            "device", "created", "edited", "sync", "deleted", "context", "fields",
        ]
        #expect(members.isSubset(of: note.names))
        #expect(note.id.text?.count == 26)
        #expect(note.tags.isList && note.refs.isList)
        #expect(note.edited.names == ["at", "by", "device"])
        for time in [note.created, note.edited.at] {
            #expect(time.text?.wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z/) != nil)
        }
        #expect(note.kind.text == "experience" && note.status.text == "draft" && note.deleted.isNull)
        #expect(Set(["dot", "stamp"]).isSubset(of: note.fields.body.names))
        #expect(note.fields.body.dot.isNull)
        #expect(note.fields.body.stamp.text?.wholeMatch(of: /[0-9a-f]{16}/) != nil)
    }

    @Test func `a note's dots, context and sync state tell what the server has acknowledged`() throws {
        let team = try Team()
        let sam = try team.laptop(of: "Sam Okafor")
        let note = try sam.add("A note.")
        #expect(try sam.note(note).sync.text == "waiting")
        #expect(try sam.ask("status").digest.isNull == false)
        try sam.run("sync")
        let sent = try sam.note(note)
        #expect(sent.sync.text == "sent")
        let dot = try #require(sent.fields.body.dot.text?.wholeMatch(of: /([0-9a-f]{16}):(\d+)/))
        #expect(sent.context[String(dot.1)].number == Int(dot.2))
    }

    @Test func `before the first sync there is no digest`() throws {
        #expect(try Laptop(alone: "Sam Okafor").ask("status").digest.isNull)
    }

    @Test func `the log tells each change by number, dot, time, person and fields`() throws {
        let team = try Team()
        let sam = try team.laptop(of: "Sam Okafor")
        let note = try sam.add("First.")
        try sam.run("sync")
        try sam.run("edit", note, "-m", "Second.")
        let rows = try sam.ask("log", note).list
        #expect(rows.count == 2)
        #expect(Set(rows.compactMap(\.rev.text)) == ["r1", "r2"])
        for row in rows {
            #expect(Set(["rev", "dot", "at", "author", "device", "fields", "replaces"]).isSubset(of: row.names))
        }
        #expect(try sam.run("diff", note, "r1", "r2").said.contains("Second."))
    }

    @Test func `single fields can be asked for, and only those come`() throws {
        let laptop = try Laptop(alone: "Sam Okafor")
        let note = try laptop.add("A note.")
        #expect(try laptop.run("show", note, "--json=id,body").envelope().data.names == ["body", "id"])
        try laptop.run("show", note, "--json=nothing", expecting: 2)
    }

    @Test func `porcelain is a heading and a line for each note that waits or is in conflict`() throws {
        let team = try Team()
        let (sam, priya) = (try team.laptop(of: "Sam Okafor"), try team.laptop(of: "Priya Nair"))
        let (first, second) = (try sam.add("First."), try sam.add("Second."))
        try team.meet(sam, priya)
        try sam.run("edit", first, "-m", "Sam's.")
        try priya.run("edit", first, "-m", "Priya's.")
        try team.meet(priya, sam)
        try sam.run("tag", second, "+voice")
        let third = try sam.add("Third.", to: "reg44")

        let text = try sam.run("status", "--porcelain").said
        let lines = text.split(separator: "\n").map(String.init)
        #expect(lines.first == "# team north-shire")
        #expect(lines.contains { $0.wholeMatch(of: /# last-sync \d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z/) != nil })
        #expect(lines.contains("# unsent 2"))
        #expect(lines.contains("# conflicts 1"))
        func row(_ note: String) -> [String] {
            lines.first { $0.split(separator: " ").dropFirst().first.map(String.init) == note }?
                .split(separator: " ").map(String.init) ?? []
        }
        #expect(row(first).first?.contains("U") == true)
        #expect(row(second) == ["M.", second, "independent-reviewing-officers", "tag/voice"])
        #expect(row(third).first == "A.")
        #expect(try sam.run("status", "--porcelain", "-z").said == text.replacing("\n", with: "\0"))
    }
}
