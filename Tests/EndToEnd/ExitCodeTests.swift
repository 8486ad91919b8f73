import Testing

/// How each verb ends, as scripts rely on it.
@Suite struct ExitCodeTests {
    @Test func `words that make no sense end with 2, and change nothing`() throws {
        let laptop = try Laptop(alone: "Sam Okafor")
        let note = try laptop.add("A note.")
        for words in [
            ["frobnicate"], ["items", "--no-such-option"], ["show"], ["add"], ["edit"], ["set", note],
            ["set", note, "kind=poem"],
            ["set", note, "stance=love"], ["set", note, "colour=red"], ["tag", note], ["withdraw"], ["restore"],
            ["search"],
            ["connect"], ["connect", "not-an-invite"], ["import"], ["export", "--format", "no-such-format"],
            ["sync", "--timeout", "soon"], ["items", "--json", "--plain"],
            ["add", "iro", "-m", "x", "--kind", "poem"], ["init"], ["init", "--as", "Again"],
        ] {
            let run = try laptop.start(words.map { Array($0.utf8) }).finish()
            #expect(run.code == 2, "\(run)")
            #expect(!run.errors.isEmpty && run.output.isEmpty, "\(run)")
        }
        #expect(try laptop.exported().count == 1)
        #expect(try laptop.ask("log", note).list.count == 1)
    }

    @Test func `what a note cannot hold ends with 1, and nothing is saved`() throws {
        let laptop = try Laptop(alone: "Sam Okafor")
        let note = try laptop.add("A note.")
        for words in [["add", "iro", "-m", ""], ["edit", note, "-m", ""], ["tag", note, "+two words"]] {
            let run = try laptop.start(words.map { Array($0.utf8) }).finish()
            #expect(run.code == 1 && run.complained.contains("Nothing was saved."), "\(run)")
        }
        #expect(try laptop.exported().count == 1)
        #expect(try laptop.ask("log", note).list.count == 1)
    }

    @Test func `what is not there, or fits several, ends with 6`() throws {
        let laptop = try Laptop(alone: "Sam Okafor")
        for words in [
            ["show", "zzzz"], ["show", "no such item"], ["add", "no such item", "-m", "x"],
            ["edit", "zzzz", "-m", "x"],
            ["set", "zzzz", "kind=question"], ["tag", "zzzz", "+voice"], ["reply", "zzzz", "-m", "x"],
            ["withdraw", "zzzz"],
            ["restore", "zzzz"], ["log", "zzzz"], ["diff", "zzzz"], ["resolve", "zzzz", "--keep", "yours"],
            ["add", "s", "-m", "x"],
        ] {
            let run = try laptop.start(words.map { Array($0.utf8) }).finish()
            #expect(run.code == 6, "\(run)")
        }
        #expect(try laptop.exported().isEmpty)
    }

    @Test func `where there is no replica every verb says so with 6, and the bare program with 0`() throws {
        let nowhere = try Laptop()
        for words in [
            ["show", "zzzz"], ["add", "iro", "-m", "x"], ["status"], ["sync"], ["conflicts"], ["whoami"], ["export"],
        ] {
            let run = try nowhere.start(words.map { Array($0.utf8) }).finish()
            #expect(run.code == 6, "\(run)")
            #expect(run.complained.contains("fieldnotes init"))
        }
        try nowhere.run()
    }

    @Test func `sync ends with 4 where no server was joined, and with 5 where it does not answer`() throws {
        try Laptop(alone: "Sam Okafor").run("sync", expecting: 4)
        let team = try Team()
        let sam = try team.laptop(of: "Sam Okafor")
        _ = try sam.add("Unsent.")
        try team.server.stop()
        let run = try sam.run("sync", expecting: 5)
        #expect(run.complained.contains("Your 1 change is safe on this device."))
        #expect(try sam.run("sync", "--offline", expecting: 2).complained.contains("--offline"))
    }

    @Test func `an open conflict is 3 from sync, conflicts, resolve and status --exit-code, and 0 from all others`()
        throws
    {
        let team = try Team()
        let (sam, priya) = (try team.laptop(of: "Sam Okafor"), try team.laptop(of: "Priya Nair"))
        let note = try sam.add("First words.")
        try team.meet(sam, priya)
        try sam.run("edit", note, "-m", "Sam's words.")
        #expect(try sam.run("status", "--exit-code", expecting: 11).errors.isEmpty)
        try priya.run("edit", note, "-m", "Priya's words.")
        try team.meet(sam, priya)
        try sam.run("sync", expecting: 3)
        try sam.run("conflicts", expecting: 3)
        try sam.run("resolve", note, expecting: 3)
        try sam.run("status", "--exit-code", expecting: 3)
        for words in [
            ["status"], ["show", note], ["items"], ["search", "words"], ["log", note], ["export"],
            ["tag", note, "+voice"],
        ] {
            let run = try sam.start(words.map { Array($0.utf8) }).finish()
            #expect(run.code == 0, "\(run)")
        }
        try sam.run("resolve", note, "--keep", "Nobody", expecting: 2)
        try sam.run("resolve", note, "--keep", "yours")
        try sam.run("sync")
        try sam.run("status", "--exit-code")
    }

    @Test func `a search without a hit has done its work`() throws {
        try Laptop(alone: "Sam Okafor").run("search", "xylophone")
    }

    @Test func `an error under --json names its code, its exit and what to do next`() throws {
        let run = try Laptop(alone: "Sam Okafor").run("sync", "--json", expecting: 4)
        let error = try JSONValue(run.errors).error
        #expect(error.code.text == "not-connected")
        #expect(error.exit.number == 4)
        #expect(error.saved.flag == true)
        #expect(error.message.text?.isEmpty == false)
        #expect(error.next.isList)
        #expect(run.output.isEmpty)
    }
}
