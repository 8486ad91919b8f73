import Testing

@testable import fieldnotes

/// What others wrote must not steer the reader's terminal, in any form of output.
@Suite struct InertTests {
    @Test(
        arguments: [
            "\u{0}", "\u{7}", "\u{8}", "\r", "\u{1B}", "\u{1F}", "\u{7F}", "\u{85}", "\u{9B}", "\u{61C}", "\u{200E}",
            "\u{200F}",
            "\u{2028}", "\u{2029}", "\u{202A}", "\u{202E}", "\u{2066}", "\u{2069}", "\u{E0001}", "\u{E007F}",
        ] as [Unicode.Scalar])
    func `a character that acts is shown as an escape`(_ scalar: Unicode.Scalar) {
        let escape = "\\u{\(String(scalar.value, radix: 16))}"
        #expect(Inert.text("a\(scalar)b") == "a\(escape)b")
        #expect(Line("a\(scalar)b").rendered(inColour: true) == "a\(escape)b")
        let json = String(decoding: JSON.text("a\(scalar)b").bytes, as: UTF8.self)
        #expect(!json.unicodeScalars.contains(scalar))
        #expect(json.hasPrefix("\"a\\u"))
    }

    @Test func `ordinary text of any language stays as it is`() {
        let text = "Zoë — 子ども 👩‍👧 ע 12\t%\n"
        #expect(Inert.text(text) == text)
    }

    @Test func `a line keeps to itself`() {
        #expect(Inert.line("one\r\ntwo\tthree\n") == "one two three ")
        #expect(Line.each(of: "one\r\ntwo\n").map(\.text) == ["one", "two", ""])
    }

    @Test func `only our own styles reach a terminal as codes`() {
        let line = Line([Span("k7f3", .bold), Span(" \u{1B}[31m")])
        #expect(line.rendered(inColour: true) == "\u{1B}[1mk7f3\u{1B}[0m \\u{1b}[31m")
        #expect(line.rendered(inColour: false) == "k7f3 \\u{1b}[31m")
    }
}
