import Foundation
import TestPostgres
import Testing

/// A laptop is lost: whoever has it is out at once, and what its owner wrote is still there.
@Suite struct RevocationTests {
    @Test func `an open stream of news ends within two seconds, the next call is refused, and the notes stay`() throws {
        let team = try Team()
        let priya = try team.laptop(of: "Priya Nair")
        var lost: (sam: Laptop, sent: String)?
        let isPrompt = try Prompt.once { attempt in
            let sam = try team.laptop(of: "Sam \(attempt)")
            lost = (sam, try sam.add("Sent."))
            try sam.run("sync")
            let stream = try curl(team, sam.token, "events")
            #expect(Child.await(seconds: 10) { String(decoding: stream.said, as: UTF8.self).contains("data:") })
            let told = try team.server.admin("revoke", team.name, "--device", "laptop of Sam \(attempt)").said
            #expect(told.contains("Notes that were not sent yet stay on their machine"), "\(told)")
            return Child.await(seconds: 2) { !stream.isRunning }
        }
        #expect(isPrompt, "the stream goes on")
        let (sam, sent) = try #require(lost)
        let token = try sam.token
        for path in ["events", "records/note/a/history"] {
            let answer = try curl(team, token, path).finish()
            #expect(answer.said.contains(#""code":"revoked""#), "\(answer)")
        }

        let unsent = try sam.add("Unsent.")
        let complaint = try sam.run("sync", expecting: 4).complained.replacing("\n", with: " ")
        #expect(complaint.contains("All your notes are still here, 1 of them unsent."), "\(complaint)")
        #expect(try Set(sam.exported().keys).isSuperset(of: [sent, unsent]))
        try priya.run("sync")
        #expect(try priya.body(sent) == "Sent.")
    }

    @Test func `a server that shares its database ends the stream as soon, when another one was told`() throws {
        let database = try PostgresCluster.shared.get().database()
        let team = try Team(server: ServerProcess(on: database.url))
        let other = try ServerProcess(on: database.url)
        var token = ""
        let isPrompt = try Prompt.once { _ in
            token = try team.laptop(of: "Sam Okafor", at: other.address).token
            let stream = try curl(team, token, "events", at: other)
            #expect(Child.await(seconds: 10) { String(decoding: stream.said, as: UTF8.self).contains("data:") })
            try team.server.admin("member", "remove", team.name, "Sam Okafor", "--yes")
            return Child.await(seconds: 2) { !stream.isRunning }
        }
        #expect(isPrompt, "the stream goes on")
        #expect(try curl(team, token, "events", at: other).finish().said.contains(#""code":"revoked""#))
    }

    /// What is asked for with the token, by a program of others: it prints what comes as it comes.
    private func curl(_ team: Team, _ token: String, _ path: String, at server: ServerProcess? = nil) throws -> Child {
        let words = [
            "-sN", "-H", "Authorization: Bearer \(token)",
            "\((server ?? team.server).address)/v1/teams/\(team.name)/\(path)",
        ]
        return try Child(
            "/usr/bin/curl", words.map { Array($0.utf8) }, environment: ProcessInfo.processInfo.environment)
    }
}
