import GRDB
import SyncModel
import TestSupport
import Testing

@testable import SyncServer

@Suite struct ControlTests {
    @Test(.timeLimit(.minutes(1))) func `an administrator reaches the running server through its socket`() async throws
    {
        let parent = try TemporaryDirectory()
        let directory = try DataDirectory(parent.appending("data"), isMade: true)
        let server = try BareServer()
        let socket = ControlSocket(in: directory, admin: server.admin)
        let run = Task { try await socket.run() }
        let replies = await Workers.replies(
            at: directory.path, to: [AdminErrand(.report(team: nil)), AdminErrand(.createTeam(name: "north-shire"))])
        #expect(replies.count == 2)
        guard case .reported(let teams) = replies.first, case .refused(let error) = replies.last else {
            Issue.record("unexpected replies")
            return
        }
        #expect(teams.map(\.team) == ["north-shire"])
        #expect(error.kind == .failed)
        run.cancel()
        _ = await run.result
        withExtendedLifetime(directory) {}
    }

    @Test func `where no server runs, an administrator does it alone`() throws {
        let parent = try TemporaryDirectory()
        let door = AdminDoor(parent.appending("data"), isMade: true, clock: { 0 })
        #expect(try door.ask(AdminErrand(.createTeam(name: "north-shire"))) == .created(team: "north-shire"))
        guard case .examined(let examination) = try door.ask(AdminErrand(.examine)) else {
            Issue.record("not examined")
            return
        }
        #expect(examination.faults.isEmpty)
    }

    @Test func `a directory that another process holds is said to be held`() throws {
        let parent = try TemporaryDirectory()
        let directory = try DataDirectory(parent.appending("data"), isMade: true)
        let door = AdminDoor(directory.path, isMade: false, clock: { 0 })
        #expect(throws: DataDirectoryError.locked(directory.path)) { try door.ask(AdminErrand(.examine)) }
    }

    @Test func `a record that a disk altered is found`() throws {
        let server = try BareServer()
        let sam = try Hand(server, device: "sam-laptop", replica: 1)
        try sam.push(sam.change(try note("a"), to: "words"), sam.change(try note("b"), to: "words"))
        #expect(try server.admin.examine().faults.isEmpty)
        let database = try #require(server.store as? SQLiteStore).database
        try database.write {
            try $0.execute(sql: "UPDATE record SET state = replace(state, 'words', 'w0rds') WHERE key = 'a'")
        }
        #expect(try server.admin.examine().faults == ["north-shire: the record note/a is not what was stored"])
        try database.write { try $0.execute(sql: "DELETE FROM record WHERE key = 'a'") }
        #expect(try server.admin.examine().faults == ["north-shire: a record is missing or doubled"])
    }
}

extension Workers {
    /// What the socket of the server at `path` says, once it is there.
    fileprivate static func replies(at path: String, to errands: [AdminErrand]) async -> [AdminReply] {
        let call = ControlCall(path: DataDirectory.controlSocket(in: path))
        let workers = Workers()
        var replies: [AdminReply] = []
        for errand in errands {
            for _ in 0..<200 {
                if let reply = try? await workers.run({ try call.ask(errand) }) {
                    replies.append(reply)
                    break
                }
                try? await Task.sleep(for: .milliseconds(10))
            }
        }
        return replies
    }
}
