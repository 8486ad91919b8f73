import Testing

/// Text that means to steer a terminal, a database or a search is stored or refused, and never obeyed.
@Suite struct HostileTextTests {
    static let texts = [
        "\u{1B}]0;owned\u{7}\u{1B}[2J\u{1B}[31mred", "\u{202E}txet sdrawkcab\u{2066}", "\u{9B}31mC1",
        "a\rb\u{8}c\u{7F}",
        "'; DROP TABLE note; --", "\"; DELETE FROM note", "line\u{2028}line\u{2029}", "NEAR( AND OR NOT * ^ : -",
        "e\u{301} and é", "%s%n%x $(touch pwned) `touch pwned` ${HOME}", "</script><script>alert(1)</script>",
        "zero\u{FEFF}width\u{200B}",
    ]

    /// What a terminal would obey, or what would turn a line round.
    static func isInert(_ bytes: [UInt8]) -> Bool {
        guard let text = String(validating: bytes, as: UTF8.self) else { return false }
        return text.unicodeScalars.allSatisfy { scalar in
            let isBreak = scalar == "\n" || scalar == "\t"
            let isControl = scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
            let turnsLines =
                (0x202A...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
                || [0x200E, 0x200F, 0x061C, 0x2028, 0x2029].contains(scalar.value)
            return isBreak || !(isControl || turnsLines)
        }
    }

    @Test(arguments: texts.prefix(4))
    func `the watch over answers does see what steers a terminal`(text: String) {
        #expect(!Self.isInert(Array(text.utf8)))
    }

    /// Runs each, and expects an answer that steers no terminal.
    private func expectInert(_ commands: [[String]], on laptop: Laptop, ending codes: Set<Int32> = [0]) throws {
        for words in commands {
            let run = try laptop.start(words.map { Array($0.utf8) }).finish()
            #expect(codes.contains(run.code), "\(run)")
            #expect(Self.isInert(run.output) && Self.isInert(run.errors), "\(run)")
        }
    }

    @Test func `a hostile text comes back as it was written, and is printed inert everywhere`() throws {
        let laptop = try Laptop(alone: "Sam Okafor")
        for text in Self.texts {
            let note = try laptop.add(text)
            #expect(try Array(laptop.body(note).utf8) == Array(text.utf8))
            try laptop.run("tag", note, "+voice")
            try expectInert(
                [["show", note], ["show", note, "--plain"], ["log", note], ["diff", note]], on: laptop)
        }
        let lists = [["show", "iro"], ["search", "--", "tag:voice"], ["log", "iro"], ["items"], ["status"], []]
        try expectInert(lists + lists.map { $0 + ["--json"] }.filter { !$0.contains("--") }, on: laptop)
        try expectInert(lists.dropLast().filter { !$0.contains("--") }.map { $0 + ["--plain"] }, on: laptop)
        try expectInert([["search", "tag:voice", "--json"], ["export", "--format", "ndjson"]], on: laptop)
    }

    @Test func `a hostile text as a search, a name, an item or a verb is answered, and printed inert`() throws {
        let laptop = try Laptop(alone: "Sam Okafor")
        let note = try laptop.add("An ordinary note.")
        for text in Self.texts {
            try expectInert(
                [["search", "--", text], ["withdraw", note, "--reason", text], ["restore", note]], on: laptop)
            try expectInert(
                [["show", "--", text], ["log", "--", text], ["add", text, "-m", "x"]], on: laptop, ending: [2, 6])
            try expectInert(
                [["tag", note, "+" + text], ["set", note, "stance=" + text], [text], ["--json", text]], on: laptop,
                ending: [1, 2])
        }
        #expect(try laptop.exported().count == 1)
        #expect(try laptop.body(note) == "An ordinary note.")
    }

    @Test func `a hostile name of a person is printed inert on colleagues' screens`() throws {
        let team = try Team()
        let name = "Eve\u{1B}[2J\u{202E}"
        let invited = try team.server.admin(
            ["invite", team.name, "--name", name, "--address", team.server.address, "--json"], expecting: nil)
        #expect(Self.isInert(invited.output) && Self.isInert(invited.errors))
        let eve = try Laptop()
        let started = try eve.start("init", "--as", name).finish()
        #expect(Self.isInert(started.output) && Self.isInert(started.errors))
        #expect([0, 2].contains(started.code))
    }

    @Test func `a conflict over hostile text is told inert`() throws {
        let team = try Team()
        let (sam, priya) = (try team.laptop(of: "Sam Okafor"), try team.laptop(of: "Priya Nair"))
        let note = try sam.add("An ordinary note.")
        try team.meet(sam, priya)
        try sam.run("edit", note, "-m", Self.texts[0])
        try priya.run("edit", note, "-m", Self.texts[1])
        try team.meet(sam, priya)
        for words in [
            ["conflicts"], ["conflicts", "--json"], ["resolve", note], ["show", note], ["status"], ["sync"],
        ] {
            let run = try sam.start(words.map { Array($0.utf8) }).finish()
            #expect(Self.isInert(run.output) && Self.isInert(run.errors), "\(run)")
        }
    }

    @Test func `broken UTF-8 is refused, not mended, wherever it comes from`() throws {
        let laptop = try Laptop(alone: "Sam Okafor")
        let broken: [UInt8] = [0x61, 0xFF, 0xC0, 0x80, 0x62]
        let argument = try laptop.start([Array("add".utf8), Array("iro".utf8), Array("-m".utf8), broken]).finish()
        #expect(argument.code == 2, "\(argument)")
        try laptop.run("add", "iro", "-F", laptop.folder.file("broken", broken), expecting: 2)
        let piped = try laptop.start(["add", "iro", "-F", "-"].map { Array($0.utf8) }, input: broken).finish()
        #expect(piped.code == 2, "\(piped)")
        let line = Array(#"{"item":"iro","body":""#.utf8) + broken + Array("\"}\n".utf8)
        try laptop.run("import", laptop.folder.file("broken.ndjson", line), expecting: 1)
        #expect(try laptop.exported().isEmpty)
    }

    @Test func `NUL is refused, and a body has at most 64 KiB`() throws {
        let laptop = try Laptop(alone: "Sam Okafor")
        try laptop.run("add", "iro", "-F", laptop.folder.file("nul", [0x61, 0, 0x62]), expecting: 1)
        try laptop.importing([#"{"item":"iro","body":"a\u0000b"}"#], expecting: 1)
        let full = [UInt8](repeating: UInt8(ascii: "a"), count: 65_536)
        try laptop.run("add", "iro", "-F", laptop.folder.file("over", full + [UInt8(ascii: "a")]), expecting: 1)
        #expect(try laptop.exported().isEmpty)
        try laptop.run("add", "iro", "-F", laptop.folder.file("full", full))
        #expect(try laptop.exported().values.map { $0.body.text?.utf8.count } == [65_536])
    }
}
