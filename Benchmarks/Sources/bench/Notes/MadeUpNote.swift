/// A note as practitioners write them: some sentences of the field, 200 to 1,200 bytes long, half of them below 470.
enum MadeUpNote {
    static func members(_ chance: inout Chance) -> [String: Any] {
        [
            "body": body(&chance), "kind": pick(kinds, &chance),
            "tags": Array(Set((0..<Int.random(in: 1...3, using: &chance)).map { _ in pick(tags, &chance) })).sorted(),
        ]
    }

    private static func body(_ chance: inout Chance) -> String {
        // The least of two even draws: many short notes, few long ones.
        let wanted = min(Int.random(in: 200...1_200, using: &chance), Int.random(in: 200...1_000, using: &chance))
        var body = sentence(&chance)
        while body.utf8.count < wanted {
            body += Int.random(in: 0..<8, using: &chance) == 0 ? "\n\n" : " "
            body += sentence(&chance)
        }
        return body
    }

    private static func sentence(_ chance: inout Chance) -> String {
        let sentence =
            "\(pick(people, &chance)) \(pick(deeds, &chance)) \(pick(matters, &chance)) \(pick(places, &chance)), "
            + "\(pick(turns, &chance)) \(pick(people, &chance)) \(pick(deeds, &chance)) \(pick(matters, &chance))"
        return sentence.prefix(1).uppercased() + sentence.dropFirst()
            + (Int.random(in: 0..<4, using: &chance) == 0 ? " (\(Int.random(in: 2...480, using: &chance)))." : ".")
    }

    private static func pick(_ words: [String], _ chance: inout Chance) -> String {
        words[Int.random(in: 0..<words.count, using: &chance)]
    }

    private static let kinds = ["experience", "critique", "evidence", "proposal", "question", "summary"]
    private static let tags = [
        "voice", "caseload", "review", "court", "kinship", "residential", "siblings", "contact", "health", "school",
        "leaving-care", "placement", "recording", "supervision", "budget", "distance",
    ]
    private static let people = [
        "the reviewing officer", "her social worker", "a foster carer", "the team manager", "his grandmother",
        "the advocate", "the guardian", "a practitioner", "the young person", "the residential worker", "my colleague",
        "the personal adviser", "the designated teacher", "an inspector", "the duty worker", "the kinship carer",
        "the independent visitor", "the conference chair", "the birth father", "the commissioner",
    ]
    private static let deeds = [
        "asked about", "wrote down", "had not been told of", "disagreed with", "waited four months for", "challenged",
        "never saw", "agreed to look again at", "spoke plainly of", "put off", "found no record of", "insisted on",
        "explained", "was worried by", "had to chase", "welcomed", "could not find", "raised", "prepared", "signed off",
    ]
    private static let matters = [
        "the care plan", "the pathway plan", "a change of placement", "contact with siblings", "the minutes",
        "a missed health assessment", "the education plan", "the allowance", "an unregistered placement",
        "the complaint", "the court's directions", "the chronology", "the handover", "supervised contact",
        "the risk assessment", "the move", "what the child had said", "the visit that was cancelled", "the review date",
        "the family network's offer",
    ]
    private static let places = [
        "at the second review", "in the corridor of the court", "after the school meeting", "by telephone",
        "on the way home", "two days before the hearing", "in supervision", "at a home forty miles away",
        "in the car park", "during the summer holidays", "on the duty desk", "at the conference", "by letter",
        "in front of everyone", "when nobody else was in the room", "for the third time this year",
    ]
    private static let turns = [
        "but", "and", "although", "because", "while", "until", "so", "before", "which is why", "even though", "after",
    ]
}
