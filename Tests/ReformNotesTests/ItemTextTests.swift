import Testing

@testable import ReformNotes

/// What a table says of an item.
@Suite struct ItemTextTests {
    @Test(arguments: [
        ("independent-reviewing-officers", "Rejected → review and strengthen"),
        ("funding-envelope", "Accepted in part → fund (our reading)"),
        ("early-career-framework", "Accepted → pilot, roll out"),
        ("child-protection-conference-chairs", "Not mentioned"),
        ("care-leaver-support", "Accepted → increase rates"),
        ("agency-social-work", "Government's own measure → national rules"),
    ])
    func `the government's answer fits one line`(id: String, answer: String) {
        #expect(Catalogue.bundled.item(id)?.answer == answer)
    }

    @Test(arguments: [
        ("funding-envelope", "£200m / 2 years"), ("family-help", "£45m"), ("foster-care", "£27m / 2 years"),
        ("kinship-care", "£9m"), ("care-leaver-support", "£2,000→£3,000, £1,000→£3,000"),
    ])
    func `the money promised fits one line`(id: String, money: String) {
        #expect(Catalogue.bundled.item(id)?.moneyText == money)
    }

    @Test func `an item without a promise has no money text`() {
        #expect(Catalogue.bundled.item("direct-practice-hours")?.moneyText == nil)
    }

    @Test(arguments: [
        (2_600_000_000, "£2.6bn"), (1_000_000_000, "£1bn"), (200_000_000, "£200m"), (1_050_000, "£1m"),
        (3_000, "£3,000"), (12_345, "£12,345"), (999, "£999"), (1_007, "£1,007"),
    ])
    func `pounds take their shortest common form`(pounds: Int, text: String) {
        #expect(Money.text(pounds: pounds) == text)
    }

    @Test func `counts tell their qualifier, their range and what is not known`() throws {
        let apprentices = try #require(Catalogue.bundled.item("social-worker-apprenticeships"))
        let framework = try #require(Catalogue.bundled.item("early-career-framework"))
        #expect(apprentices.counts.map(\.text) == ["up to 500"])
        #expect(framework.counts.map(\.text) == ["3–5", "not stated"])
    }

    @Test func `every disposition has a letter and a symbol of its own`() {
        #expect(Set(Disposition.allCases.map(\.letter)).count == Disposition.allCases.count)
        #expect(Set(Disposition.allCases.map(\.symbol)).count == Disposition.allCases.count)
        #expect(Disposition.allCases.allSatisfy { $0.letter.isASCII })
    }
}
