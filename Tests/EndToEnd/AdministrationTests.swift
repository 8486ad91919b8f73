import Testing

/// The server's own verbs, beside a running server and without one.
@Suite struct AdministrationTests {
    @Test func `beside a running server the verbs reach it, and without one they work on the data`() throws {
        let team = try Team()
        #expect(try team.server.admin("team", "list").said == "north-shire\n")
        try team.server.stop()
        try team.server.admin("team", "create", "east")
        let teams = try team.server.admin("team", "list", "--json").envelope().data.list
        #expect(teams.map(\.team.text) == ["east", "north-shire"])
        try team.server.admin("doctor")
        try team.server.start()
        #expect(try team.server.admin("team", "list").said == "east\nnorth-shire\n")
        try team.server.admin("doctor")
    }

    @Test func `what makes no sense ends with 2, a doubled name with 1, and what is not there with 6`() throws {
        let team = try Team()
        try team.server.admin("team", "create", "Not A Name", expecting: 2)
        try team.server.admin("team", "create", "north-shire", expecting: 1)
        try team.server.admin("stats", "nowhere", expecting: 6)
        try team.server.admin("revoke", "north-shire", "--member", "Nobody", expecting: 6)
        try team.server.admin("levitate", expecting: 2)
    }
}
