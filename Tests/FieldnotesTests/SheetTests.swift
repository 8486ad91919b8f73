import Notebook
import ReformNotes
import Testing

@testable import fieldnotes

/// What people read fits where they read it, and commands nothing.
@Suite struct SheetTests {
    private let bench = Bench()

    @Test(arguments: [40, 80, 200])
    func `no line of an item or of the list is wider than the terminal`(_ columns: Int) throws {
        let rows = try bench.notebook.items()
        for row in rows {
            var sheet = ItemSheet(
                row: row, catalogue: bench.notebook.catalogue,
                notes: try NoteTable([], in: bench.notebook, bench.desk.dates))
            sheet.withArguments = true
            #expect(sheet.lines(columns).allSatisfy { $0.width <= columns })
        }
        #expect(ItemTable(rows).lines(columns).allSatisfy { $0.width <= columns })
    }

    @Test func `a list keeps every item on a line of its own at eighty columns`() throws {
        let rows = try bench.notebook.items()
        #expect(ItemTable(rows).lines(80).count == rows.count + 1)
        #expect(ItemTable(rows).lines(nil)[0].text.contains("ALIAS"))
    }

    @Test func `a note's text is shown and steers nothing`() throws {
        let view = try bench.add("First.\n\n\u{1B}[31mred\u{202E}").view
        let sheet = NoteSheet(
            view: view, name: "k7f3", replies: try NoteTable([], in: bench.notebook, bench.desk.dates),
            dates: bench.desk.dates)
        let text = sheet.lines(nil).map(\.text)
        #expect(text.contains("  First."))
        #expect(text.contains("  \\u{1b}[31mred\\u{202e}"))
        #expect(text.first == "k7f3 · independent-reviewing-officers · ↑ waiting")
    }

    @Test func `lines that were put in and taken out are marked`() {
        #expect(
            LineDiff(from: "a\n\nb", to: "a\n\nc\nd").lines.map(\.text) == ["  a", "", "- b", "+ c", "+ d"])
        #expect(LineDiff(from: "", to: "a").lines.map(\.text) == ["+ a"])
    }

    @Test func `a column that says nothing is left out`() {
        let table = Table(
            columns: [.whole("A"), .whole("B"), .whole("C")], rows: [["a", "", "c"], ["d", "", "f"]], hasHeadings: false
        )
        #expect(table.lines(width: nil).map(\.text) == ["a  c", "d  f"])
    }
}
