import Testing

@testable import fieldnotes

/// Tables, wrapping and panes fit the terminal, and lose nothing where there is none.
@Suite struct LayoutTests {
    private let table = Table(
        columns: [.whole("NOTE"), .elastic("ITEM"), .elastic("SAYS")],
        rows: [
            ["k7f3", "independent-reviewing-officers", "Chaired 14 reviews this month."],
            ["p2qd", "opt-out-advocacy", "Zoë said: 子ども"],
        ])

    @Test(arguments: [80, 60, 50, 40, 30, 20])
    func `a table is never wider than the terminal and keeps ids whole`(_ columns: Int) {
        let lines = table.lines(width: columns)
        #expect(lines.allSatisfy { $0.width <= columns })
        #expect(lines.contains { $0.text.contains("k7f3") })
        #expect(lines.contains { $0.text.contains("p2qd") })
    }

    @Test func `a table into a file is cut nowhere`() {
        #expect(
            table.lines(width: nil).map(\.text) == [
                "NOTE  ITEM                            SAYS",
                "k7f3  independent-reviewing-officers  Chaired 14 reviews this month.",
                "p2qd  opt-out-advocacy                Zoë said: 子ども",
            ])
    }

    @Test func `what is cut shows it`() {
        #expect(Line("Chaired 14 reviews").cut(to: 8).text == "Chaired…")
        #expect(Line([Span("ab", .bold), Span("cd")]).cut(to: 4).text == "abcd")
        #expect(Line([Span("ab", .bold), Span("cd")]).cut(to: 3).text == "ab…")
        #expect(Line([Span("ab", .bold), Span("cd")]).cut(to: 2).text == "a…")
        #expect(Width.cut("子ども", to: 4) == "子…")
    }

    @Test func `lines break between words`() {
        #expect(
            Line("Advocates should be paid by the Commissioner").wrapped(to: 20, indent: 2).map(\.text) == [
                "Advocates should be", "  paid by the", "  Commissioner",
            ])
        #expect(
            Line("aaaaaaaaaaaaaaaaaaaaaaaaa b").wrapped(to: 10).map(\.text) == ["aaaaaaaaaa", "aaaaaaaaaa", "aaaaa b"])
        #expect(Line("  indented words here").wrapped(to: 12).map(\.text) == ["  indented", "words here"])
        #expect(Line("never broken").wrapped(to: nil).map(\.text) == ["never broken"])
    }

    @Test func `a word in two styles is not torn apart`() {
        let line = Line([Span("one tw"), Span("o", .bold), Span(" three")])
        #expect(line.wrapped(to: 10).map(\.text) == ["one two", "three"])
    }

    @Test(arguments: [("e\u{301}", 1), ("子", 2), ("👩‍👧", 2), ("❤️", 2), ("ｱ", 1), ("Ａ", 2)])
    func `a character takes the columns that terminals give it`(_ text: String, _ columns: Int) {
        #expect(Width.of(text) == columns)
    }

    @Test func `differences are marked by the word`() {
        let marked = WordDiff(
            from: "Advocates should work alongside IROs.",
            to: "Advocates should report to the panel as well as IROs."
        ).marked.text
        #expect(marked == "Advocates should [-work alongside-] [+report to the panel as well as+] IROs.")
        #expect(WordDiff(from: "", to: "new").marked.text == "[+new+]")
        #expect(WordDiff(from: "same words", to: "same  words").marked.text == "same words")
    }

    @Test func `two versions stand side by side where there is room`() {
        let panes = Panes(
            left: .init(heading: "YOURS", text: ["Advocates should be paid by the Commissioner."]),
            right: .init(heading: "PRIYA'S", text: ["Advocates report."]))
        let wide = panes.lines(columns: 80).map(\.text)
        #expect(wide[0].hasPrefix("YOURS ") && wide[0].hasSuffix("PRIYA'S"))
        #expect(wide[2].contains(" | Advocates report."))
        #expect(panes.lines(columns: 80).allSatisfy { $0.width <= 80 })
        #expect(panes.lines(columns: 40).map(\.text).first == "YOURS")
        #expect(panes.lines(columns: 40).allSatisfy { $0.width <= 40 })
    }
}
