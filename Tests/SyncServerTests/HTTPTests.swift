import Hummingbird
import HummingbirdTesting
import Logging
import NIOCore
import SyncModel
import TestSupport
import Testing

@testable import SyncServer

@Suite struct HTTPTests {
    @Test(.timeLimit(.minutes(1))) func `a device that joined syncs over HTTP`() async throws {
        try await WithServer { server in
            let answer = try await server.sync(
                SyncRequest(replica: ReplicaID(bits: 1), cursor: nil, changes: [try server.change()]))
            #expect(answer.status == .ok)
            #expect(answer.headers[.contentType] == "application/x-ndjson")
            let response = try SyncResponse(lines: [UInt8](buffer: answer.body))
            #expect(response.outcomes.map(\.isAccepted) == [true])
        }
    }

    @Test(.timeLimit(.minutes(1))) func `without a token, or with an unknown one, nothing is told`() async throws {
        try await WithServer { server in
            for headers in [HTTPFields(), [.authorization: "Bearer ntk_no"], [.authorization: "Basic eA=="]] {
                let answer = try await server.post("/v1/teams/north-shire/sync", headers: headers)
                #expect(answer.status == .unauthorized)
                #expect(try server.problem(answer).code == .unauthorized)
            }
        }
    }

    @Test(.timeLimit(.minutes(1))) func `another team, an unknown team and an unknown address look the same`()
        async throws
    {
        try await WithServer { server in
            try server.memory.admin.createTeam(named: "south-shire")
            let paths = ["/v1/teams/south-shire/sync", "/v1/teams/nowhere/sync", "/v1/nothing", "/"]
            var bodies: Set<String> = []
            for path in paths {
                let answer = try await server.post(path, headers: server.authorization)
                #expect(answer.status == .notFound)
                bodies.insert(String(buffer: answer.body))
            }
            #expect(bodies.count == 1)
        }
    }

    @Test(.timeLimit(.minutes(1))) func `a device whose access ended is told so`() async throws {
        try await WithServer { server in
            _ = try server.memory.admin.revoke(device: "sam-laptop", of: "north-shire")
            let answer = try await server.sync(SyncRequest(replica: ReplicaID(bits: 1), cursor: nil))
            #expect(answer.status == .unauthorized)
            #expect(try server.problem(answer).code == .revoked)
        }
    }

    @Test(.timeLimit(.minutes(1))) func `a forked cursor is a conflict with the server's time`() async throws {
        try await WithServer { server in
            let answer = try await server.sync(SyncRequest(replica: ReplicaID(bits: 1), cursor: "AAAA"))
            #expect(answer.status == .conflict)
            #expect(try server.problem(answer).serverTime == server.memory.clock.now)
        }
    }

    @Test(.timeLimit(.minutes(1)), arguments: ["", "{}", "{\"sync\":{\"protocol\":1}}\n", "no json\n"])
    func `what cannot be read is malformed`(body: String) async throws {
        try await WithServer { server in
            let answer = try await server.post(body: Array(body.utf8))
            #expect(answer.status == .badRequest)
            #expect(try server.problem(answer).code == .malformed)
        }
    }

    @Test(.timeLimit(.minutes(1))) func `another version of the protocol is told which ones are spoken`() async throws {
        try await WithServer { server in
            let line = #"{"sync":{"protocol":9,"replica":"0000000000000001","cursor":null}}"# + "\n{\"end\":1}\n"
            let answer = try await server.post(body: Array(line.utf8))
            #expect(answer.status == .upgradeRequired)
            #expect(try server.problem(answer).protocols == [protocolNumber])
        }
    }

    @Test(.timeLimit(.minutes(1))) func `a request cut anywhere is malformed, and nothing of it is kept`() async throws
    {
        try await WithServer { server in
            let whole = SyncRequest(replica: ReplicaID(bits: 1), cursor: nil, changes: [try server.change()]).lines
            for length in [1, whole.count / 2, whole.count - 2, whole.count - 1] {
                let answer = try await server.post(body: Array(whole.prefix(length)))
                #expect(answer.status == .badRequest)
            }
            #expect(try server.session.head() == 0)
        }
    }

    @Test(.timeLimit(.minutes(1))) func `a request over the limit is too large, before and after inflating`()
        async throws
    {
        try await WithServer { server in
            let long = [UInt8](repeating: 0x20, count: Limits.standard.requestBytes + 1)
            let plain = try await server.post(body: long)
            #expect(plain.status == .contentTooLarge)
            let bomb = Zstandard.deflated([UInt8](repeating: 0x20, count: 64 << 20))
            #expect(bomb.count < 1 << 16)
            let inflated = try await server.post(body: bomb, encoding: "zstd")
            #expect(inflated.status == .contentTooLarge)
            #expect(try server.problem(inflated).code == .tooLarge)
        }
    }

    @Test(.timeLimit(.minutes(1))) func `what swells more than a hundredfold is too large, however small it ends up`()
        async throws
    {
        try await WithServer { server in
            let blank = [UInt8](repeating: 0x20, count: 1 << 20)
            let bomb = Zstandard.deflated(blank)
            #expect(bomb.count * RequestBytes.ratioMax < blank.count)
            let answer = try await server.post(body: bomb, encoding: "zstd")
            #expect(try server.problem(answer).code == .tooLarge)
        }
    }

    @Test(.timeLimit(.minutes(1))) func `large answers are compressed for those who understand it`() async throws {
        try await WithServer { server in
            let request = SyncRequest(
                replica: ReplicaID(bits: 1), cursor: nil, changes: try (1...20).map { try server.change(UInt64($0)) })
            var headers = server.authorization
            headers[.acceptEncoding] = "gzip, zstd"
            headers[.contentEncoding] = "zstd"
            let answer = try await server.post(
                "/v1/teams/north-shire/sync", headers: headers, body: Zstandard.deflated(request.lines))
            #expect(answer.headers[.contentEncoding] == "zstd")
            let lines = try Zstandard.inflated([UInt8](buffer: answer.body), limit: 1 << 20)
            #expect(try SyncResponse(lines: lines).outcomes.count == 20)
            headers[.acceptEncoding] = "zstd;q=0"
            let plain = try await server.post(
                "/v1/teams/north-shire/sync", headers: headers, body: Zstandard.deflated(request.lines))
            #expect(plain.headers[.contentEncoding] == nil)
        }
    }

    @Test(.timeLimit(.minutes(1))) func `an invitation is used over HTTP, and its answer may be asked for again`()
        async throws
    {
        try await WithServer { server in
            let made = try server.memory.admin.invite("Dana", to: "north-shire", address: "http://127.0.0.1")
            let code = try #require(made.invite.split(separator: "#").last)
            func join(_ hash: String) async throws -> TestResponse {
                let body = #"{"code":"\#(code)","deviceName":"tablet","tokenHash":"\#(hash)"}"#
                return try await server.post(
                    "/v1/join", headers: [.contentType: "application/json"], body: Array(body.utf8))
            }
            let first = try await join(String(repeating: "ab", count: 32))
            #expect(first.status == .ok)
            #expect(String(buffer: first.body).contains(#""member":"Dana""#))
            #expect(try await join(String(repeating: "ab", count: 32)).body == first.body)
            let other = try await join(String(repeating: "cd", count: 32))
            #expect(other.status == .forbidden)
            #expect(try server.problem(other).code == .invitationInvalid)
        }
    }

    @Test(.timeLimit(.minutes(1))) func `the history of a record is told line by line`() async throws {
        try await WithServer { server in
            _ = try await server.sync(
                SyncRequest(replica: ReplicaID(bits: 1), cursor: nil, changes: [try server.change()]))
            let answer = try await server.get("/v1/teams/north-shire/records/note/a1/history")
            #expect(answer.status == .ok)
            #expect(try ArchivedChange.read(lines: [UInt8](buffer: answer.body)).count == 1)
        }
    }

    @Test(.timeLimit(.minutes(1))) func `a server that works says so`() async throws {
        try await WithServer { server in
            let answer = try await server.get("/healthz")
            #expect(answer.status == .ok)
        }
    }
}
