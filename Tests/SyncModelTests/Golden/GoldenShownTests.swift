import Foundation
import SyncModel
import Testing

/// What people see of a state, this implementation and the second one work out alike: values, dots, merges, conflicts, bases.
@Suite struct GoldenShownTests {
    @Test func `every field of every state is shown alike`() throws {
        let cases = GoldenCase.all("shown")
        #expect(cases.count >= 60)
        var merged = 0
        for (place, golden) in cases.enumerated() {
            let state = try golden.state("state")
            let expected = try (golden.expected as? [String: Any]).orThrow()
            let shown = expected["shown"] as? [String: Any] ?? [:]
            let bases = expected["bases"] as? [String: Any] ?? [:]
            #expect(state.isHidden == expected["hidden"] as? Bool, "case \(place)")
            for (name, theirs) in shown {
                let field = try FieldKey(name).orThrow()
                let ours = state.shown(field, rule: rules("note", field))
                #expect(Seen(ours) == Seen(theirs), "\(name) of case \(place)")
                #expect(
                    state.base(field, rule: rules("note", field))?.jsonText == bases[name] as? String, "case \(place)")
                if ours?.isMerged ?? false { merged += 1 }
            }
        }
        #expect(merged >= 10)
    }
}

/// What is shown, in a form that both sides have.
private struct Seen: Equatable {
    var value: String?
    var dots: [String] = []
    var isMerged = false
    var isConflict = false

    init(_ shown: Shown?) {
        guard let shown else { return }
        value = shown.value.jsonText
        dots = shown.dots.map(\.description)
        isMerged = shown.isMerged
        isConflict = shown.isConflict
    }

    init(_ members: Any) {
        guard let members = members as? [String: Any] else { return }
        value = members["value"] as? String
        dots = members["dots"] as? [String] ?? []
        isMerged = members["merged"] as? Bool ?? false
        isConflict = members["conflict"] as? Bool ?? false
    }
}
