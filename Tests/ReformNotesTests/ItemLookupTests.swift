import Testing

@testable import ReformNotes

/// Words that a person types lead to one item, to a choice, or to a suggestion.
@Suite struct ItemLookupTests {
    let catalogue = Catalogue.bundled

    @Test(arguments: [
        ("iro", "independent-reviewing-officers"), ("IRO", "independent-reviewing-officers"),
        ("foster-care", "foster-care"), ("Foster  care", "foster-care"), ("reg44", "regulation-44-visitors"),
        ("child-protection", "child-protection-lead-practitioners"),
        ("indep", "independent-reviewing-officers"), ("foster", "foster-care"),
        ("reviewing officer", "independent-reviewing-officers"), ("officer", "independent-reviewing-officers"),
        ("conference chairs", "child-protection-conference-chairs"),
        ("oversight providers", "provider-financial-oversight"),
        ("providers financial", "provider-financial-oversight"),
    ])
    func `one item is found`(words: String, id: String) {
        let item = catalogue.items.first { $0.id == id }
        #expect(catalogue.lookUp(words) == item.map(ItemLookup.found))
    }

    @Test func `an item whose id and alias both begin so counts once`() {
        // Its id and two of its aliases begin with these letters.
        #expect(
            catalogue.items(startingWith: "reg").map(\.id) == [
                "direct-practice-hours", "regulation-44-visitors",
                "regional-care-cooperatives",
            ])
        #expect(catalogue.items(startingWith: "advoc").map(\.id) == ["opt-out-advocacy"])
    }

    @Test func `several that fit are listed in the catalogue's order`() {
        guard case .several(let items) = catalogue.lookUp("nat") else {
            Issue.record("nat begins the names of two items")
            return
        }
        #expect(items.map(\.id) == ["national-pay-scales", "national-framework"])
    }

    @Test func `where none fits the closest are offered, the likeliest first`() {
        guard case .none(let closest) = catalogue.lookUp("iros abolition") else {
            Issue.record("iros abolition names no item")
            return
        }
        #expect(closest.first?.id == "independent-reviewing-officers")
        #expect(closest.count <= 3)
    }

    @Test(arguments: [("fostre", "foster-care"), ("kinshp", "kinship-care"), ("advocasy", "opt-out-advocacy")])
    func `a slip of the pen leads to the item that was meant`(words: String, id: String) {
        guard case .none(let closest) = catalogue.lookUp(words) else {
            Issue.record("\(words) should fit nothing")
            return
        }
        #expect(closest.first?.id == id)
    }

    @Test(arguments: ["", "  ", "/", "zzzzzz"])
    func `nothing like a name finds nothing`(words: String) {
        #expect(catalogue.lookUp(words) == .none(closest: []))
    }

    @Test func `an exact name comes before every other step`() {
        #expect(catalogue.item(named: "care experience")?.id == "care-experience-protected-characteristic")
        #expect(catalogue.item(named: "indep") == nil)
    }

    @Test func `a measure follows its item after a slash`() throws {
        let fostering = try #require(catalogue.item("foster-care"))
        let allowances = try #require(fostering.measure("minimum-allowances"))
        #expect(catalogue.lookUpTarget("fostering/minimum-allowances") == .found(fostering, allowances))
        #expect(catalogue.lookUpTarget("fostering/min") == .found(fostering, allowances))
        #expect(catalogue.lookUpTarget("fostering") == .found(fostering, nil))
        #expect(catalogue.lookUpTarget("fostering/pay") == .noMeasure(named: "pay", of: fostering))
        #expect(catalogue.lookUpTarget("fostering/") == .noMeasure(named: "", of: fostering))
    }
}
