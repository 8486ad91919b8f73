import Testing

/// What a person sees at a terminal.
@Suite struct TerminalTests {
    @Test func `at a conflict, a question mark explains what can be typed`() throws {
        let (_, sam, _, note) = try Team.disputed()
        let run = try sam.onTerminal("resolve", note, typing: "?\ny\n")
        #expect(run.said.contains("[y]ours  [o]ther: Priya's  [b]oth  [e]dit  [t]hree-way  [s]kip  [?]  >"), "\(run)")
        #expect(run.said.contains("  y  keeps yours; the history keeps the rest."), "\(run)")
        #expect(run.said.contains("  s  leaves this one open and goes on to the next."), "\(run)")
        #expect(run.code == 0 && run.said.contains("Kept yours."), "\(run)")
    }

    @Test func `on a narrow terminal no line of a standing, a question or a list is longer`() throws {
        let (_, sam, _, note) = try Team.disputed()
        _ = try sam.add("A first line that goes on for longer than any narrow terminal is wide.")
        for words in [["status"], [], ["conflicts"], ["search", "line"], ["show", "iro"]] {
            let run = try sam.onTerminal((words + ["--no-pager"]).joined(separator: " "), columns: 40)
            let lines = run.said.split(whereSeparator: \.isNewline)
            #expect(lines.count > 1 && lines.allSatisfy { $0.count <= 40 }, "\(run)")
        }
        let asked = try sam.onTerminal("resolve", note, columns: 40, typing: "s\n")
        // Behind the question stands what comes next, for nobody pressed Return on this terminal's own line.
        let lines = asked.said.replacing(">", with: ">\n").split(whereSeparator: \.isNewline)
        #expect(lines.allSatisfy { $0.count <= 40 }, "\(asked)")
    }

    @Test func `into a pipe, a list gives the beginning of a note that never ends its first line`() throws {
        let laptop = try Laptop(alone: "Sam Okafor")
        _ = try laptop.add(String(repeating: "on and on ", count: 400))
        for run in [try laptop.run("status"), try laptop.run("show", "iro"), try laptop.run("search", "on")] {
            let line = run.said.split(separator: "\n").first { $0.contains("on and on") } ?? ""
            #expect(line.hasSuffix("…") && line.count < 160, "\(run)")
        }
    }

    @Test func `the last note and those of the last list need not be named by id`() throws {
        let laptop = try Laptop(alone: "Sam Okafor")
        _ = try laptop.run("show", "@last", expecting: 6)
        let (first, second) = (try laptop.add("Older words."), try laptop.add("Newer words."))
        #expect(try laptop.ask("tag", "@last", "+voice").id.text == second)
        let list = try laptop.run("search", "words").said.split(separator: "\n")
        #expect(list.count == 2 && second.hasPrefix(list[0].prefix(4)))
        #expect(try laptop.ask("edit", "@2", "-m", "Edited.").id.text == first)
        #expect(try laptop.ask("show", "@last").body.text == "Edited.")
        let run = try laptop.run("withdraw", "@3", expecting: 6)
        #expect(run.complained.contains("the last list had 2 notes"))
        #expect(try laptop.run("show", "@2").complained == "→ \(first.prefix(4))\n")
        #expect(try laptop.run("show", "@1").complained == "→ \(second.prefix(4))\n")
    }

    @Test func `a date in figures is read with the day first, and told in words`() throws {
        let laptop = try Laptop(alone: "Sam Okafor")
        let note = try laptop.add("A note.")
        #expect(try laptop.run("log", note, "--since", "03/02/2023").complained == "→ 3 February 2023\n")
        let list = try laptop.run("log", note, "--date", "iso").said
        #expect(list.contains(#/20\d\d-\d\d-\d\dT[0-9:.]+Z  Sam Okafor/#), "\(list)")
    }

    @Test func `a note's own text comes out to the byte, but for what would steer a terminal`() throws {
        let laptop = try Laptop(alone: "Sam Okafor")
        let note = try laptop.add("One\ttab.\n  Two.\u{1B}[31m", "Three.")
        #expect(try laptop.run("show", note, "--raw").said == "One\ttab.\n  Two.\\u{1b}[31m\n\nThree.\n")
    }
}
