import SyncModel
import Testing

/// Texts that do not merge, put together for a person who wants both.
@Suite struct BothSidesTests {
    @Test(arguments: [
        ("A\n", "A1\n", "A2\n", "A1\n\nA2\n"), ("A\n\nB\n", "A1\n\nB\n", "A2\n\nB\n", "A1\n\nA2\n\nB\n"),
        ("A\n\nB\n", "A1\n\nB\n", "A2\n\nB2\n", "A1\n\nA2\n\nB2\n"), ("A\n\nB\n", "B\n", "A2\n\nB\n", "A2\n\nB\n"),
        ("- a\n", "- b\n", "- c\n", "- b\n- c\n"), ("A", "A", "A", "A"),
    ])
    func `what either wrote stands, the first's before the second's, and what both kept stands once`(
        base: String, first: String, second: String, both: String
    ) {
        #expect(BothSides.text(base: base, first: first, second: second) == both)
    }

    @Test func `without a base every block of both stands`() {
        #expect(BothSides.text(base: nil, first: "A\n\nB\n", second: "A\n\nC\n") == "A\n\nB\n\nC\n")
    }
}
