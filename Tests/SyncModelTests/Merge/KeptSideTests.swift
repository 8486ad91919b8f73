import SyncModel
import Testing

@Suite struct KeptSideTests {
    static let rows: [(base: String?, kept: String, other: String, text: String)] = [
        // The same paragraph: the kept side's. Another one that only the other side changed: the other's.
        ("A\n\nB\n\nC\n", "A1\n\nB\n\nC\n", "A2\n\nB\n\nC2\n", "A1\n\nB\n\nC2\n"),
        // A paragraph that the other side put in stands; one it took out goes, unless the kept side changed it.
        ("A\n\nB\n", "A1\n\nB\n", "A2\n\nB\n\nC\n", "A1\n\nB\n\nC\n"),
        ("A\n\nB\n\nC\n", "A1\n\nB\n\nC\n", "A2\n\nC\n", "A1\n\nB\n\nC\n"),
        ("A\n\nB\n\nC\n\nD\n", "A1\n\nB\n\nC\n\nD\n", "A2\n\nB\n\nC\n", "A1\n\nB\n\nC\n"),
        ("A\n\nB\n", "A\n\nB1\n", "A\n", "A\n\nB1\n"),
        // Nothing is known of what they set out from.
        (nil, "A1\n", "A2\n\nB\n", "A1\n"),
    ]

    @Test(arguments: rows.indices) func `the kept side stands where both changed, and the other's work elsewhere`(
        row: Int
    ) {
        let (base, kept, other, text) = Self.rows[row]
        #expect(KeptSide.text(kept, base: base, other: other) == text)
    }
}
