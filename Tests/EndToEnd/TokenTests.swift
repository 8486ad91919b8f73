import Foundation
import Testing

/// The secret by which a server knows a device changes by itself.
@Suite struct TokenTests {
    private let team: Team
    private let sam: Laptop

    init() throws {
        team = try Team()
        sam = try team.laptop(of: "Sam Okafor")
    }

    /// Lets the token be as old as if it had been in use for longer than a month.
    private func age(_ laptop: Laptop) throws {
        let old = Date(timeIntervalSinceNow: -31 * 86_400)
        try FileManager.default.setAttributes([.modificationDate: old], ofItemAtPath: "\(laptop.notes)/token")
    }

    private func deeds(_ server: ServerProcess? = nil) throws -> [String] {
        try (server ?? team.server).admin("audit", team.name, "--json").envelope().data.list.compactMap(\.deed.text)
    }

    @Test func `after a month a sync changes it, and nothing else is noticed`() throws {
        let first = try sam.token
        try sam.run("sync")
        #expect(try sam.token == first)
        try age(sam)
        try sam.run("sync")
        #expect(try sam.token != first)
        #expect(try deeds().count(where: { $0 == "tokenChanged" }) == 1)
        _ = try sam.add("Afterwards.")
        try sam.run("sync")
        #expect(try deeds().count(where: { $0 == "tokenChanged" }) == 1)
        let permissions = try FileManager.default.attributesOfItem(atPath: "\(sam.notes)/token")[.posixPermissions]
        #expect(permissions as? Int == 0o600)
    }

    @Test func `a watch goes on when another command has changed it`() throws {
        let priya = try team.laptop(of: "Priya Nair")
        let watch = try sam.start("sync", "--watch")
        try age(sam)
        try sam.run("sync")
        let note = try priya.add("From Priya.")
        try priya.run("sync")
        #expect(try Child.await(seconds: 20) { try sam.start("show", note).finish().code == 0 }, "nothing came")
        #expect(watch.isRunning)
    }

    @Test func `a server that does not answer to the change is asked again, and the old one opens meanwhile`() throws {
        let proxy = try Proxy(to: team.server.address)
        let priya = try team.laptop(of: "Priya Nair", at: proxy.address)
        try age(priya)
        let first = try priya.token
        // The sync itself is one exchange, which comes twice and is none the worse for it; then an answer is lost.
        proxy.next(.double(tellsSecond: true), .cutReply(after: 0))
        try priya.run("sync")
        #expect(try proxy.isDone && priya.token == first)
        try priya.run("sync")
        #expect(try priya.token != first)
        try priya.run("sync")
    }

    @Test func `a server restored to before the change knows the device by the one before`() throws {
        let backup = "\(sam.folder.path)/backup"
        _ = try sam.add("Before.")
        try sam.run("sync")
        let first = try sam.token
        try team.server.admin("backup", backup)
        try age(sam)
        try sam.run("sync")
        let note = try sam.add("After.")
        try sam.run("sync")
        #expect(try sam.token != first)
        try team.server.stop()
        let data = "\(sam.folder.path)/restored"
        let restore = try Child(
            Programs.server, ["restore", backup, "--data", data].map { Array($0.utf8) },
            environment: Programs.surroundings(home: sam.folder.path)
        ).finish()
        #expect(restore.code == 0, "\(restore)")
        let restored = try ServerProcess(at: data, listening: team.server.listen)
        try sam.run("sync")
        #expect(try sam.token == first)
        #expect(try sam.note(note).sync.text == "sent")
        #expect(try !deeds(restored).contains("tokenReused"))
    }
}
