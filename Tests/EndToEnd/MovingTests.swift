import Foundation
import TestPostgres
import Testing

/// A server's data moves from a directory into a database and back, and no device notices.
@Suite struct MovingTests {
    @Test func `a team goes on in a database as if it had always been there, and back in a directory`() throws {
        let (team, sam, priya, _) = try Team.disputed()
        let open = try team.invitation(for: "Dana Wills")
        try team.server.admin("revoke", team.name, "--device", "laptop of Priya Nair")
        try team.server.stop()
        let database = try PostgresCluster.shared.get().database()
        try copy(from: "sqlite:\(team.server.data)", to: database.url)

        let shared = try ServerProcess(on: database.url, listening: team.server.listen)
        try sam.run("sync", expecting: 3)
        try priya.run("sync", expecting: 4)
        let dana = try Laptop()
        try dana.run("init", "--as", "Dana Wills", "--invite", open, "--device", "laptop of Dana Wills")
        let later = try dana.add("Written in the database.")
        try dana.run("sync", expecting: 3)
        try sam.run("sync", expecting: 3)
        #expect(try sam.body(later) == "Written in the database.")
        try shared.stop()

        let back = try Folder()
        try copy(from: database.url, to: "sqlite:\(back.path)/data")
        let last = try ServerProcess(at: "\(back.path)/data", listening: team.server.listen)
        try sam.run("sync", expecting: 3)
        #expect(try sam.digest() == dana.digest())
        try last.admin("doctor")
        try expectRefusal(from: "sqlite:\(back.path)/data", to: database.url)
    }

    private func copy(from: String, to: String) throws {
        let run = try words("copy", "--from", from, "--to", to).finish()
        #expect(run.code == 0 && String(decoding: run.output, as: UTF8.self).hasSuffix("found the same.\n"), "\(run)")
    }

    private func expectRefusal(from: String, to: String) throws {
        let run = try words("copy", "--from", from, "--to", to).finish()
        #expect(run.code == 2 || run.code == 7, "\(run)")
    }

    private func words(_ words: String...) throws -> Child {
        let home = FileManager.default.temporaryDirectory.path
        return try Child(
            Programs.server, words.map { Array($0.utf8) }, environment: Programs.surroundings(home: home))
    }
}
