import Testing

/// Thousands of notes go in, across and out whole.
@Suite struct ManyNotesTests {
    @Test func `two thousand notes are imported, sent, received, listed and found`() throws {
        let team = try Team()
        let (sam, priya) = (try team.laptop(of: "Sam Okafor"), try team.laptop(of: "Priya Nair"))
        let bodies = (0..<2_000).map { "Visit \($0): the child was \($0.isMultiple(of: 500) ? "unheard" : "heard")." }
        try sam.importing(bodies.map { #"{"item":"iro","body":"\#($0)"}"# })
        try sam.run("sync")
        try priya.run("sync")
        #expect(try Set(priya.exported().values.compactMap(\.body.text)) == Set(bodies))
        #expect(try sam.digest() == priya.digest())
        #expect(try priya.ask("show", "iro").noteCount.number == 2_000)
        #expect(try priya.ask("search", "unheard").list.filter { $0.type.text == "note" }.count == 4)
        try priya.run("doctor")
    }
}
