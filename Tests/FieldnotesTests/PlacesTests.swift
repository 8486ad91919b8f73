import Testing

@testable import fieldnotes

/// Everything in the directory that was named, or where the XDG directories say.
@Suite struct PlacesTests {
    private let home = Environment(["HOME": "/home/sam"])

    @Test func `a named directory holds everything`() throws {
        let environment = Environment(["FIELDNOTES_DIR": "/other", "XDG_STATE_HOME": "/state"])
        let places = try Places(directory: "/d", team: nil, environment: environment)
        #expect(
            [places.token, places.drafts, places.log].allSatisfy { $0.hasPrefix("/d/") })
        #expect(places.replica == "/d")
        #expect(try Places(directory: nil, team: nil, environment: environment).drafts == "/other/drafts")
    }

    @Test func `without one the team's folder is found`() throws {
        func replica(_ team: String?, _ teams: [String]) throws -> String {
            try Places(directory: nil, team: team, environment: home) { _ in teams }.replica
        }
        #expect(try replica(nil, []) == "/home/sam/.local/share/fieldnotes/local")
        #expect(try replica(nil, ["north-shire"]).hasSuffix("/north-shire"))
        #expect(try replica("east", ["north-shire", "east"]).hasSuffix("/east"))
        #expect(throws: Complaint.badTeam("../x")) { try replica("../x", []) }
        #expect(throws: Complaint.several(teams: ["a", "b"])) { try replica(nil, ["a", "b"]) }
    }

    @Test func `colour follows the person, then the environment`() {
        let none = Environment(["NO_COLOR": "1"])
        #expect(Terminal.hasColour(.auto, isTerminal: true, environment: Environment(["NO_COLOR": ""])))
        #expect(!Terminal.hasColour(.auto, isTerminal: true, environment: none))
        #expect(!Terminal.hasColour(.auto, isTerminal: true, environment: Environment(["TERM": "dumb"])))
        #expect(!Terminal.hasColour(.auto, isTerminal: false, environment: home))
        #expect(Terminal.hasColour(.always, isTerminal: false, environment: none))
    }
}
