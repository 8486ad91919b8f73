import Testing

@testable import SyncModel

/// The three-way merge by block, as a table: what two people make of one text, and what comes of it.
@Suite struct MergeTableTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let name: String
        let base: String
        let first: String
        let second: String
        /// Nil where a person must decide.
        let merged: String?

        init(_ name: String, _ base: String, _ first: String, _ second: String, _ merged: String?) {
            self.name = name
            self.base = base
            self.first = first
            self.second = second
            self.merged = merged
        }

        var testDescription: String { name }
    }

    static let rows = [
        Row("one side changed", "A", "A2", "A", "A2"),
        Row("both changed alike", "A", "A2", "A2", "A2"),
        Row("different paragraphs", "A\n\nB\n\nC\n", "A2\n\nB\n\nC\n", "A\n\nB\n\nC2\n", "A2\n\nB\n\nC2\n"),
        Row("neighbouring paragraphs", "A\n\nB\n", "A2\n\nB\n", "A\n\nB2\n", "A2\n\nB2\n"),
        Row(
            "three neighbours, the middle one's alone", "A\n\nB\n\nC", "A2\n\nB\n\nC2", "A\n\nB2\n\nC", "A2\n\nB2\n\nC2"
        ),
        Row("the same paragraph", "A\n", "A2\n", "A3\n", nil),
        Row("two lines of one paragraph", "one\ntwo\n", "ONE\ntwo\n", "one\nTWO\n", nil),
        Row("two lines of a list", "- one\n- two\n", "- ONE\n- two\n", "- one\n- TWO\n", "- ONE\n- TWO\n"),
        Row("numbered lines", "1. a\n2. b\n", "1. A\n2. b\n", "1. a\n2. B\n", "1. A\n2. B\n"),
        Row("the same line of a list", "- one\n", "- ONE\n", "- One\n", nil),
        Row(
            "a list under its heading", "To do:\n- a\n- b\n", "To do:\n- A\n- b\n", "To do:\n- a\n- B\n",
            "To do:\n- A\n- B\n"),
        Row("lines added to a list in two places", "- b\n", "- a\n- b\n", "- b\n- c\n", "- a\n- b\n- c\n"),
        Row("lines added to a list in one place", "- a\n", "- a\n- b\n", "- a\n- c\n", "- a\n- b\n- c\n"),
        Row("paragraphs added at one place", "A\n\nZ\n", "A\n\nB\n\nZ\n", "A\n\nC\n\nZ\n", "A\n\nB\n\nC\n\nZ\n"),
        Row("the same paragraph added twice", "A\n", "A\n\nB\n", "A\n\nB\n", "A\n\nB\n"),
        Row("one added alike, one each", "A\n", "A\n\nB\n\nC\n", "A\n\nB\n\nD\n", "A\n\nB\n\nC\n\nD\n"),
        Row("added before and after", "A", "0\n\nA", "A\n\nB", "0\n\nA\n\nB"),
        Row("both wrote into an empty text", "", "A\n", "B\n", "A\n\nB\n"),
        Row("added beside a changed paragraph", "A\n\nB\n", "A2\n\nB\n", "A\n\nX\n\nB\n", "A2\n\nX\n\nB\n"),
        Row("one paragraph made two, one added behind", "A\n", "A1\n\nA2\n", "A\n\nB\n", "A1\n\nA2\n\nB\n"),
        Row("added inside what was taken out", "A\n\nB\n", "", "A\n\nX\n\nB\n", nil),
        Row("added beside what was taken out", "A\n\nB\n", "B\n", "A\n\nX\n\nB\n", "X\n\nB\n"),
        Row("taken out on both sides", "A\n\nB\n\nC\n", "A\n\nC\n", "A\n\nC\n", "A\n\nC\n"),
        Row("different ones taken out", "A\n\nB\n\nC\n", "B\n\nC\n", "A\n\nB\n", "B\n"),
        Row("taken out against changed", "A\n\nB\n", "B\n", "A2\n\nB\n", nil),
        Row("all taken out against changed", "A\n", "", "A2\n", nil),
        Row("the last taken out, the first changed", "A\n\nB\n", "A\n", "A2\n\nB\n", "A2\n"),
        Row("a stretch rewritten, its end changed", "A\n\nB\n\nZ", "X\n\nY\n\nW\n\nZ", "A\n\nB2\n\nZ", nil),
        Row("two neighbours rewritten, one of them alike", "A\n\nB\n", "X\n\nY\n", "X\n\nB\n", "X\n\nY\n"),
        Row("a paragraph moved against changed", "A\n\nB\n\nC\n", "B\n\nC\n\nA\n", "A2\n\nB\n\nC\n", nil),
        Row("only blank space", "A\n\nB\n", "A\n\n\nB\n", "A\n\nB2\n", "A\n\n\nB2\n"),
        Row("blank space on both sides, the wider stays", "A\n\nB\n", "A\n\n\nB\n", "A\n\n\n\nB\n", "A\n\n\n\nB\n"),
        Row("blank space before the text", "A\n\nB", "\nA\n\nB", "A\n\nB2", "\nA\n\nB2"),
        Row("a line break at the end", "A\n\nB", "A\n\nB\n", "A2\n\nB", "A2\n\nB\n"),
        Row("no line break at the end", "A\n\nB\n", "A\n\nB", "A2\n\nB\n", "A2\n\nB"),
        Row("added after an end without a line break", "A", "A\n\nB", "A\n\nC", "A\n\nB\n\nC"),
        Row("list lines after an end without a line break", "- a", "- a\n- b", "- a\n- c", "- a\n- b\n- c"),
        Row("CRLF", "A\r\n\r\nB\r\n", "A2\r\n\r\nB\r\n", "A\r\n\r\nB2\r\n", "A2\r\n\r\nB2\r\n"),
        Row("CRLF, both added at the end", "A\r\n", "A\r\n\r\nB\r\n", "A\r\n\r\nC\r\n", "A\r\n\r\nB\r\n\r\nC\r\n"),
        Row("CRLF, only the line breaks changed", "A\n\nB\n", "A\r\n\r\nB\r\n", "A\n\nB2\n", "A\r\n\r\nB2\r\n"),
        Row("blank lines with spaces in them", "A\n \t\nB\n", "A2\n \t\nB\n", "A\n \t\nB2\n", "A2\n \t\nB2\n"),
        Row("letters that only look alike", "e\u{301}\n\nB\n", "\u{E9}\n\nB\n", "e\u{301}\n\nB2\n", "\u{E9}\n\nB2\n"),
        Row("one paragraph twice, one of them changed", "A\n\nA\n", "A\n\nA2\n", "A\n\nA\n\nB\n", "A\n\nA2\n\nB\n"),
        Row("which of two alike was taken out cannot be told", "C\n\nC\n", "X\n\nC\n", "C\n", nil),
        Row("an indented list", "- a\n  - b\n", "- a\n  - B\n", "- A\n  - b\n", "- A\n  - B\n"),
        Row("words behind a list", "- a\nthen\n", "- A\nthen\n", "- a\nnow\n", "- A\nnow\n"),
        Row("a hyphen within a line is no list", "a - b\nc\n", "A - b\nc\n", "a - b\nC\n", nil),
    ]

    @Test(arguments: rows) func `two people's texts come together`(row: Row) {
        let merged = ThreeWayMerge.merged(
            base: Array(row.base.utf8), first: Array(row.first.utf8), second: Array(row.second.utf8))
        #expect(merged.map { String(decoding: $0, as: UTF8.self) } == row.merged)
    }
}
