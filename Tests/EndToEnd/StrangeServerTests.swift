import Foundation
import Testing

/// Where the team's server was, there is another now, or one that knows nothing. No replica empties itself.
@Suite struct StrangeServerTests {
    private let team: Team
    private let sam: Laptop
    private let priya: Laptop
    /// The body of every note, by id; the last one is only Sam's.
    private let notes: [String: String]

    init() throws {
        team = try Team()
        (sam, priya) = (try team.laptop(of: "Sam Okafor"), try team.laptop(of: "Priya Nair"))
        try priya.importing((1...30).map { #"{"item":"iro","body":"Note \#($0)."}"# })
        try team.meet(priya, sam)
        _ = try sam.add("Not sent yet.")
        notes = try sam.exported().mapValues { $0.body.text ?? "" }
    }

    /// Puts an empty server where the team's was.
    private func empty() throws {
        try team.server.stop()
        try FileManager.default.removeItem(atPath: team.server.data)
        try team.server.start()
    }

    /// That Sam still has every note: to look at, and to take out.
    private func expectKept(sourceLocation: SourceLocation = #_sourceLocation) throws {
        let exported = try sam.exported().mapValues { $0.body.text ?? "" }
        #expect(exported == notes, sourceLocation: sourceLocation)
        for words in ["Note 7.", "Not sent yet."] {
            #expect(try sam.run("search", words).said.contains(words), sourceLocation: sourceLocation)
        }
        #expect(try sam.ask("status").unsent.list.count == 1, sourceLocation: sourceLocation)
    }

    private func sync(expecting code: Int32) throws -> String {
        try sam.run("sync", expecting: code).complained.replacing("\n", with: " ")
    }

    private func expectAllIsBack(sourceLocation: SourceLocation = #_sourceLocation) throws {
        try team.meet(sam, priya, sourceLocation: sourceLocation)
        for laptop in [sam, priya] {
            let exported = try laptop.exported().mapValues { $0.body.text ?? "" }
            #expect(exported == notes, sourceLocation: sourceLocation)
            try laptop.run("conflicts", sourceLocation: sourceLocation)
        }
        #expect(try sam.digest() == priya.digest(), sourceLocation: sourceLocation)
        let dana = try team.laptop(of: "Dana Reid")
        #expect(try dana.exported().mapValues { $0.body.text ?? "" } == notes, sourceLocation: sourceLocation)
    }

    @Test func `an empty server of the same name knows no device, and its invite is another team's`() throws {
        try empty()
        #expect(try sync(expecting: 4).contains("does not know this device"))
        try expectKept()
        try team.server.admin("team", "create", team.name)
        #expect(try sync(expecting: 4).contains("Your 1 change is safe on this device."))
        let invitation = try team.invitation(for: "Sam Okafor")
        let refusal = try sam.run("connect", invitation, expecting: 2).complained.replacing("\n", with: " ")
        #expect(refusal.contains("another team's, even if its name is the same"), "\(refusal)")
        try expectKept()
    }

    @Test func `another team's server lets nobody in, and takes nothing`() throws {
        try empty()
        try team.server.admin("team", "create", "south-shire")
        #expect(try sync(expecting: 4).contains("`fieldnotes export`"))
        let invite = try team.server.admin(
            ["invite", "south-shire", "--name", "Sam Okafor", "--address", team.server.address, "--json"])
        let invitation = try #require(invite.envelope().data.invite.text)
        try sam.run("connect", invitation, expecting: 2)
        try expectKept()
        #expect(try sync(expecting: 4).contains("does not know this device"))
    }

    @Test func `a team made anew under its old id gets everything back from its devices`() throws {
        let id = try #require(sam.ask("whoami").teamID.text)
        try empty()
        try team.server.admin("team", "create", team.name, "--id", id)
        for (laptop, name) in [(sam, "Sam Okafor"), (priya, "Priya Nair")] {
            try laptop.run("connect", team.invitation(for: name))
        }
        try expectAllIsBack()
    }

    @Test func `a server that lost its secret hears everything again by itself`() throws {
        try team.server.stop()
        try FileManager.default.removeItem(atPath: "\(team.server.data)/secret")
        try team.server.start()
        try expectAllIsBack()
    }

    @Test func `a backup from before the first note takes none away`() throws {
        let team = try Team()
        let (sam, priya) = (try team.laptop(of: "Sam Okafor"), try team.laptop(of: "Priya Nair"))
        let folder = try Folder()
        try team.server.admin("backup", "\(folder.path)/backup")
        try priya.importing((1...30).map { #"{"item":"iro","body":"Note \#($0)."}"# })
        try team.meet(priya, sam)
        try team.server.stop()
        try FileManager.default.removeItem(atPath: team.server.data)
        try team.server.admin("restore", "\(folder.path)/backup")
        try team.server.start()
        #expect(try sam.run("sync").complained.contains("The server was restored"))
        try team.meet(priya, sam)
        for laptop in [sam, priya] { #expect(try laptop.exported().count == 30) }
        #expect(try sam.digest() == priya.digest())
    }
}
