import Testing

/// A server with one team on it, and the laptops of people who join it.
struct Team {
    let server: ServerProcess
    let name = "north-shire"

    /// - Parameter disk: where the server's data lies, if not on a sound one.
    init(on disk: FaultyDisk? = nil) throws {
        try self.init(server: ServerProcess(environment: disk?.environment ?? [:]))
    }

    init(server: ServerProcess) throws {
        self.server = server
        try server.admin("team", "create", name)
    }

    /// - Parameter address: where the invited device is to reach the server, if not directly.
    func invitation(for member: String, at address: String? = nil, _ more: String...) throws -> String {
        let run = try server.admin(
            ["invite", name, "--name", member, "--address", address ?? server.address, "--json"] + more)
        return try #require(try run.envelope().data.invite.text, "\(run)")
    }

    func laptop(
        of member: String, at address: String? = nil, clock: Clock = .right, as role: String = "member"
    ) throws -> Laptop {
        let laptop = try Laptop()
        try laptop.with(clock).run(
            "init", "--as", member, "--invite", invitation(for: member, at: address, "--role", role), "--device",
            "laptop of \(member)")
        return laptop
    }

    /// Syncs each in turn, as often as it takes for what any of them wrote to reach all.
    func meet(_ laptops: Laptop..., sourceLocation: SourceLocation = #_sourceLocation) throws {
        for laptop in laptops + laptops {
            let run = try laptop.start("sync").finish()
            #expect([0, 3].contains(run.code), "\(run)", sourceLocation: sourceLocation)
        }
    }
}

extension Team {
    /// Two who changed the same paragraph of a note apart, and both know it.
    static func disputed() throws -> (team: Team, sam: Laptop, priya: Laptop, note: String) {
        let team = try Team()
        let (sam, priya) = (try team.laptop(of: "Sam Okafor"), try team.laptop(of: "Priya Nair"))
        let note = try sam.add("First words.")
        try team.meet(sam, priya)
        try sam.run("edit", note, "-m", "Sam's words.")
        try priya.run("edit", note, "-m", "Priya's words.")
        try team.meet(sam, priya)
        return (team, sam, priya, note)
    }
}
