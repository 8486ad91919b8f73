import Testing

@testable import ReformNotes

/// The catalogue holds all that was found, neither more nor less.
@Suite struct CatalogueTotalsTests {
    let catalogue = Catalogue.bundled

    @Test(arguments: [
        (Disposition.accepted, 4), (.acceptedInPart, 2), (.piloted, 3), (.toConsult, 2), (.exploring, 2),
        (.rejected, 5), (.noReference, 1), (.governmentMeasure, 2),
    ])
    func `items are counted by disposition`(disposition: Disposition, count: Int) {
        #expect(catalogue.items.count { $0.disposition == disposition } == count)
    }

    @Test func `the parts of all items are counted`() {
        let items = catalogue.items
        #expect(items.count == 21)
        #expect(items.flatMap(\.measures).count == 26)
        #expect(items.flatMap(\.positions).count == 15)
        #expect(items.flatMap(\.evidence).count == 9)
        #expect(items.flatMap(\.money).count == 9)
        #expect(items.flatMap(\.counts).count == 13)
        #expect(items.flatMap(\.dates).count == 9)
    }

    @Test(arguments: [
        (ReformArgument.Side.forAbolition, 5), (.againstAbolition, 6), (.concession, 2), (.alternative, 3),
    ])
    func `arguments are counted by side`(side: ReformArgument.Side, count: Int) {
        #expect(catalogue.arguments.count { $0.side == side } == count)
    }

    @Test func `of twenty caveats sixteen belong to items and four to the catalogue`() {
        #expect(catalogue.caveats.count == 20)
        #expect(Set(catalogue.items.flatMap(\.caveats)).count == 16)
        #expect(catalogue.generalCaveats.count == 4)
    }

    @Test(arguments: [
        (
            "Rejected",
            [
                "national-pay-scales", "direct-practice-hours", "independent-reviewing-officers",
                "regulation-44-visitors", "care-experience-protected-characteristic",
            ]
        ),
        ("Being piloted", ["family-help", "child-protection-lead-practitioners", "family-networks"]),
    ])
    func `these items and no others have this label`(label: String, ids: [String]) {
        #expect(catalogue.items.filter { $0.disposition.label == label }.map(\.id) == ids)
    }

    @Test func `four itemised sums leave 89 of the 200 million pounds`() throws {
        let commitments = catalogue.items.flatMap(\.money).filter { $0.kind == .commitment }
        let whole = try #require(commitments.first { $0.purpose == "the whole response" }).amountGBP
        let itemised = commitments.map(\.amountGBP).reduce(0, +) - whole
        #expect(itemised == 111_000_000)
        #expect(whole - itemised == 89_000_000)
        #expect(catalogue.derived.map(\.value) == ["20%", "about 7.7%", "£111m", "£89m"])
    }

    @Test func `the version and the country are told`() {
        #expect(catalogue.version == "2023.1")
        #expect(catalogue.jurisdiction == "England")
    }
}
