import Testing

@testable import fieldnotes

/// Texts that people wrote apart, laid side by side and put into an editor.
@Suite struct SettlingTests {
    private let base = "one\n\ntwo\n\nthree\n\nfour"

    @Test func `what only one side changed is told apart from what both did`() {
        let paragraphs = Paragraphs(
            base: base, first: "one\n\ntwo of mine\n\nthree\n\nfour",
            second: "one\n\ntwo of hers\n\nthree\n\nfour of hers")
        #expect(
            paragraphs.pieces == [
                .same(["one"]), .open(base: ["two"], first: ["two of mine"], second: ["two of hers"]),
                .same(["three"]), .changed(["four of hers"], byFirst: false),
            ])
        #expect(paragraphs.differing == [2, 4])
        #expect(paragraphs.count == 4)
    }

    @Test func `paragraphs next to each other are compared one by one`() {
        let paragraphs = Paragraphs(
            base: "one\n\ntwo", first: "one of mine\n\ntwo", second: "one of hers\n\ntwo of hers")
        #expect(
            paragraphs.pieces == [
                .open(base: ["one"], first: ["one of mine"], second: ["one of hers"]),
                .changed(["two of hers"], byFirst: false),
            ])
    }

    @Test func `an equal change by both is no choice`() {
        let both = "one\n\nthree\n\nfour"
        #expect(Paragraphs(base: base, first: both, second: both).differing.isEmpty)
    }

    @Test func `without a base every difference is a choice`() {
        let paragraphs = Paragraphs(base: nil, first: "one\n\nmine", second: "one\n\nhers")
        #expect(paragraphs.pieces == [.same(["one"]), .open(base: [], first: ["mine"], second: ["hers"])])
    }

    @Test func `an editor gets both sides marked, and what was there before`() {
        let paragraphs = Paragraphs(base: "one\n\ntwo", first: "one\n\nmine", second: "one\n\nhers")
        #expect(
            MarkedText.of(paragraphs, first: "yours: Sam", second: "Priya") == """
                one

                <<<<<<< yours: Sam
                mine
                ||||||| before either edit
                two
                =======
                hers
                >>>>>>> Priya
                """)
    }

    @Test func `marks that were left are found by line, and a heading's rule is not one`() {
        #expect(MarkedText.openChoices(in: "a\n<<<<<<< yours\nb\n>>>>>>> hers") == [2])
        #expect(MarkedText.openChoices(in: "a\n>>>>>>> hers") == [2])
        #expect(MarkedText.openChoices(in: "A heading\n=======\nbody").isEmpty)
    }
}
