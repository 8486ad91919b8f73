import Foundation
import Testing

/// An administrator sees to people and devices, beside the running server.
@Suite struct PeopleTests {
    private let team: Team
    private let sam: Laptop
    private let priya: Laptop

    init() throws {
        team = try Team()
        (sam, priya) = (try team.laptop(of: "Sam Okafor", as: "lead"), try team.laptop(of: "Priya Nair"))
    }

    private func admin(_ words: String..., expecting code: Int32 = 0) throws -> Run {
        try team.server.admin(words, expecting: code)
    }

    @Test func `members and devices are listed, and a role that is changed holds at once`() throws {
        let members = try admin("member", "list", team.name, "--json").envelope()
        #expect(members.schema.text == "fieldnotes-server.members/1")
        #expect(members.data.list.map(\.role.text) == ["lead", "member"])
        let devices = try admin("device", "list", team.name, "--json").envelope().data.list
        #expect(devices.map(\.device.text) == ["laptop of Sam Okafor", "laptop of Priya Nair"])
        #expect(devices.allSatisfy { $0.lastContact.text != nil && $0.program.text?.hasPrefix("fieldnotes/") == true })
        #expect(try admin("member", "list", team.name).said.contains("Sam Okafor  lead    1"))

        _ = try admin("member", "role", team.name, "Priya Nair", "reader")
        let note = try priya.add("Not to be sent.")
        let told = try priya.run("sync", expecting: 10).complained.replacing("\n", with: " ")
        #expect(told.contains("Priya Nair may read this team's records, but not change them"), "\(told)")
        #expect(told.contains("Copy out: `fieldnotes export`"), "\(told)")
        #expect(try priya.exported()[note]?.body.text == "Not to be sent.")
        _ = try admin("member", "role", team.name, "Priya Nair", "member")
        try priya.run("edit", note, "-m", "Not to be sent.")
        try priya.run("sync")
        try sam.run("sync")
        #expect(try sam.body(note) == "Not to be sent.")
        _ = try admin("member", "role", team.name, "Nobody", "member", expecting: 6)
        _ = try admin("member", "role", team.name, "Priya Nair", "owner", expecting: 2)
    }

    @Test func `an invitation is printed once, listed by how it begins, and cancelled as it says`() throws {
        let made = try admin(
            "invite", team.name, "--name", "Dana Reid", "--role", "reader", "--address", team.server.address)
        let cancel = try #require(made.said.firstMatch(of: /Cancel it with: fieldnotes-server (invite revoke \w{4})/))
        #expect(made.said.contains("(reader, one use, until "))
        let open = try admin("invite", "list", "--json").envelope().data.list
        #expect(open.map(\.member.text) == ["Dana Reid"])
        let words = cancel.1.split(separator: " ").map(String.init)
        try team.server.admin(words + ["--dry-run"])
        #expect(try admin("invite", "list").said.contains("Dana Reid"))
        try team.server.admin(words + ["--yes"])
        try team.server.admin(words + ["--yes"], expecting: 6)
        let invite = try #require(made.said.firstMatch(of: /'(http[^']+)'/))
        try Laptop().run("init", "--invite", String(invite.1), expecting: 4)
    }

    @Test func `a member is removed only by whoever types the name, and what they wrote stays`() throws {
        let note = try priya.add("From Priya.")
        try priya.run("sync")
        #expect(try admin("member", "remove", team.name, "Priya Nair", "--dry-run").said.hasPrefix("Would end"))
        for (answer, code) in [("Priya", Int32(1)), ("Priya Nair", 0)] {
            let run = try onTerminal("member remove \(team.name) 'Priya Nair' --data \(team.server.data)", answer)
            #expect(run.code == code && run.said.contains("Type Priya Nair to go on:"), "\(run)")
        }
        try priya.run("sync", expecting: 4)
        try sam.run("sync")
        #expect(try sam.note(note).author.text == "Priya Nair")
    }

    @Test func `a team under another name goes on, and an archived one is read only until that is undone`() throws {
        try sam.run("sync")
        _ = try admin("team", "rename", team.name, "north")
        let note = try sam.add("After the new name.")
        try sam.run("sync")
        _ = try admin("team", "archive", "north", "--yes")
        try priya.run("sync")
        #expect(try priya.body(note) == "After the new name.")
        let waiting = try priya.add("Meanwhile.")
        let told = try priya.run("sync", expecting: 10).complained.replacing("\n", with: " ")
        #expect(told.contains("The team is archived"), "\(told)")
        #expect(try priya.note(waiting).sync.text == "waiting")
        #expect(try priya.exported()[waiting] != nil)
        _ = try admin("team", "archive", "north", "--undo")
        try priya.run("sync")
        try sam.run("sync")
        #expect(try sam.body(waiting) == "Meanwhile.")
        let again = try admin("invite", "north", "--name", "Sam Okafor", "--address", team.server.address, "--json")
        try sam.run("connect", try #require(try again.envelope().data.invite.text))
        #expect(try sam.ask("status").team.text == "north")
    }

    @Test func `who did what is told, with what stands open, and no word of a note`() throws {
        let note = try sam.add("MARKER.")
        try team.meet(sam, priya)
        try sam.run("edit", note, "-m", "MARKER of Sam.")
        try priya.run("edit", note, "-m", "MARKER of Priya.")
        try team.meet(sam, priya)
        let stats = try admin("stats", team.name, "--json").envelope().data[0]
        #expect(stats.notes.number == 1 && stats.openConflicts.number == 1 && stats.oldestConflict.text != nil)
        #expect(stats.contacts.list.count == 2 && stats.oldestProgram.text?.hasPrefix("fieldnotes/") == true)
        let revoked = try admin("revoke", team.name, "--device", "laptop of Priya Nair").said
        #expect(revoked.contains("1 conflict names them"), "\(revoked)")
        let log = try admin("audit", team.name)
        for words in [
            "made the team north-shire", "invited Sam Okafor as lead", "joined as member", "ended the access",
        ] {
            #expect(log.said.contains(words), "\(log)")
        }
        #expect(!(log.said + stats.description).contains("MARKER"))
        #expect(try admin("audit", team.name, "--verify").said.hasPrefix("Unbroken up to entry 6"))
        #expect(try admin("audit", team.name, "--since", "1d", "--json").envelope().data.list.count == 6)
        #expect(try admin("audit", team.name, "--verify", "--json").envelope().data.list.map(\.place.number) == [6])
        #expect(try admin("audit", team.name, "--since", "2999-01-01").said == "Nothing was written down since then.\n")
        _ = try admin("audit", team.name, "--since", "some day", expecting: 2)
    }

    /// Runs the server's program on a terminal, on which a person types `line`.
    private func onTerminal(_ words: String, _ line: String) throws -> Run {
        let words = ["-qec", "\(Programs.server) \(words)", "/dev/null"]
        return try Child(
            "/usr/bin/script", words.map { Array($0.utf8) },
            environment: Programs.surroundings(home: FileManager.default.temporaryDirectory.path),
            input: Array("\(line)\n".utf8)
        ).finish()
    }
}
