import Foundation
import Testing

/// Coming into a team, and being shown out.
@Suite struct JoiningTests {
    @Test func `an invitation lets one device in, once`() throws {
        let team = try Team()
        let invitation = try team.invitation(for: "Sam Okafor")
        try Laptop().run("init", "--as", "Sam Okafor", "--invite", invitation)
        let second = try Laptop()
        try second.run("init", "--as", "Sam Okafor", "--invite", invitation, expecting: 4)
        #expect(!FileManager.default.fileExists(atPath: second.notes))
    }

    @Test func `a join that failed leaves nothing behind`() throws {
        let team = try Team()
        let invitation = try team.invitation(for: "Sam Okafor")
        try team.server.stop()
        let laptop = try Laptop()
        try laptop.run("init", "--as", "Sam Okafor", "--invite", invitation, expecting: 5)
        let unknown = invitation.prefix { $0 != "#" } + "#FN1-" + String(repeating: "0", count: 26)
        try team.server.start()
        try laptop.run("init", "--as", "Sam Okafor", "--invite", String(unknown), expecting: 4)
        try laptop.run("init", "--invite", "http://127.0.0.1:1/nowhere", expecting: 2)
        #expect(!FileManager.default.fileExists(atPath: laptop.notes))
        try laptop.run("init", "--as", "Sam Okafor", "--invite", invitation)
    }

    @Test func `init where notes lie already ends with 2 and changes nothing`() throws {
        let team = try Team()
        let laptop = try Laptop(alone: "Sam Okafor")
        let note = try laptop.add("A note.")
        let invitation = try team.invitation(for: "Dana Reid")
        try laptop.run("init", "--as", "Dana Reid", expecting: 2)
        try laptop.run("init", "--invite", invitation, expecting: 2)
        #expect(try laptop.note(note).author.text == "Sam Okafor")
        try Laptop().run("init", "--invite", invitation)
    }

    @Test func `the invitation's name signs what is written, and another that was asked for is mentioned`() throws {
        let team = try Team()
        let laptop = try Laptop()
        let run = try laptop.run("init", "--as", "S. O.", "--invite", team.invitation(for: "Sam Okafor"))
        #expect(run.complained.contains("Sam Okafor"))
        #expect(try laptop.note(laptop.add("A note.")).author.text == "Sam Okafor")
        #expect(try laptop.ask("whoami").author.text == "Sam Okafor")
    }

    @Test func `notes written before joining are sent after it`() throws {
        let team = try Team()
        let sam = try Laptop(alone: "Sam Okafor")
        let note = try sam.add("Written alone.")
        try sam.run("connect", team.invitation(for: "Sam Okafor"))
        let priya = try team.laptop(of: "Priya Nair")
        try team.meet(sam, priya)
        #expect(try priya.body(note) == "Written alone.")
        #expect(try priya.note(note).author.text == "Sam Okafor")
    }

    @Test func `whose access was withdrawn is told so with 4, and can still take the notes out`() throws {
        let team = try Team()
        let sam = try team.laptop(of: "Sam Okafor")
        _ = try sam.add("Sent.")
        try sam.run("sync")
        try team.server.admin("revoke", team.name, "--member", "Sam Okafor")
        let unsent = try sam.add("Unsent.")
        let told = try sam.run("sync", expecting: 4).complained.replacing("\n", with: " ")
        #expect(told.contains(/access to north-shire was withdrawn on \d{1,2} [A-Z][a-z]+ \d{4}\./), "\(told)")
        #expect(try sam.exported().count == 2)
        #expect(try sam.note(unsent).sync.text == "waiting")
        try sam.run("connect", team.invitation(for: "Sam Okafor"))
        try sam.run("sync")
        #expect(try sam.note(unsent).sync.text == "sent")
    }

    @Test func `a reader receives, and what a reader writes is refused and kept`() throws {
        let team = try Team()
        let sam = try team.laptop(of: "Sam Okafor")
        let note = try sam.add("To be read.")
        try sam.run("sync")
        let reader = try Laptop()
        try reader.run("init", "--invite", team.invitation(for: "Rita Reader", "--role", "reader"))
        #expect(try reader.body(note) == "To be read.")
        let own = try reader.add("Not to be sent.")
        try reader.run("sync", expecting: 10)
        #expect(try reader.note(own).sync.text == "refused")
    }
}
