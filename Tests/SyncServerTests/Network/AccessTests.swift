import HTTPTypes
import HummingbirdTesting
import NIOCore
import SyncModel
import TestSupport
import Testing

@testable import SyncServer

/// Every route, asked by everyone who should not be told what it tells: the table is made from the document of the routes.
@Suite(.onEveryStore) struct AccessTests {
    @Test(.timeLimit(.minutes(10))) func `without access nothing is told, and nothing of another team to anyone`()
        async throws
    {
        try await WithServer(door: AccessTests.patient) { server in
            let strangers = try Strangers(server.memory)
            for operation in try RouteDocument().operations where operation.isGuarded {
                for (who, headers) in strangers.unknown {
                    let answer = try await server.ask(operation, headers)
                    #expect(answer.status == .unauthorized, "\(operation) for \(who)")
                    #expect(try server.problem(answer).code == .unauthorized)
                    #expect(answer.headers[.wwwAuthenticate] == "Bearer")
                }
                let revoked = try await server.ask(operation, strangers.revoked)
                #expect(revoked.status == .unauthorized, "\(operation)")
                #expect(try server.problem(revoked).code == .revoked)
                let foreign = try await server.ask(operation, strangers.elsewhere)
                let unknown = try await server.ask(operation, strangers.elsewhere, ["team": "nowhere"])
                #expect(foreign.status == .notFound, "\(operation)")
                #expect(foreign.body == unknown.body, "another team's looks like none, byte for byte")
                #expect(foreign.headers == unknown.headers)
            }
        }
    }

    @Test(.timeLimit(.minutes(10))) func `what has run out opens nothing`() async throws {
        var door = AccessTests.patient
        door.silenceDays = 30
        try await WithServer(door: door) { server in
            let expired = try Expired(server.memory)
            for operation in try RouteDocument().operations where operation.isGuarded {
                for (what, headers) in expired.tokens {
                    let answer = try await server.ask(operation, headers)
                    #expect(answer.status == .unauthorized, "\(operation) with \(what)")
                    #expect(try server.problem(answer).code == .revoked)
                }
            }
            let answer = try await server.ask(.post, "/v1/join", [:], body: expired.joining)
            #expect(answer.status == .forbidden)
            #expect(try server.problem(answer).code == .invitationInvalid)
        }
    }

    @Test(.timeLimit(.minutes(10))) func `who may only read is told all, and changes nothing`() async throws {
        try await WithServer(door: AccessTests.patient) { server in
            let reader = try Strangers(server.memory).reader
            try await server.endStreams()
            for operation in try RouteDocument().operations where operation.isGuarded {
                let isSync = operation.path.hasSuffix("/sync")
                let body = isSync ? try AccessTests.request(server).lines : AccessTests.tokenRequest
                let answer = try await server.ask(operation, reader, body: body)
                #expect(answer.status == .ok, "\(operation)")
            }
            let answer = try await server.ask(
                .post, "/v1/teams/north-shire/sync", reader, body: try AccessTests.request(server).lines)
            let response = try SyncResponse(lines: [UInt8](buffer: answer.body))
            #expect(response.outcomes.map(\.refusal) == [.forbidden])
            #expect(try server.session.head() == 0)
        }
    }

    @Test(.timeLimit(.minutes(10))) func `what is broken is told to be, and no server fails over it`() async throws {
        try await WithServer(door: AccessTests.patient) { server in
            try await server.endStreams()
            for operation in try RouteDocument().operations where operation.tags.contains("devices") {
                for body in AccessTests.broken {
                    let answer = try await server.ask(operation, server.authorization, body: body)
                    let types = try #require(operation.answers[answer.status.code], "\(operation): \(answer.status)")
                    #expect(answer.status.code < 500, "\(operation)")
                    #expect(types.contains(answer.headers[.contentType] ?? ""), "\(operation): \(answer.status)")
                }
                for name in ["%00", "%FF", "..", "%2e%2e%2f", String(repeating: "a", count: 4_000), "a b", "é"] {
                    for key in operation.examples.keys {
                        let answer = try await server.ask(operation, server.authorization, [key: name])
                        #expect(answer.status.code < 500, "\(operation) with \(key) as \(name.prefix(9))")
                    }
                }
            }
        }
    }

    // MARK: Parts

    /// Asks of strangers are counted, and these are many.
    private static var patient: FrontDoor {
        var door = FrontDoor()
        door.rates.place = Rate(perMinute: 10_000, burst: 10_000)
        door.rates.device = Rate(perMinute: 10_000, burst: 10_000)
        return door
    }

    private static let broken: [[UInt8]] = [
        [], Array("{}\n".utf8), Array("[]".utf8), Array("null".utf8), Array("{\"sync\":null}\n{\"end\":1}\n".utf8),
        [0xFF, 0xFE, 0x00], Array(String(repeating: "[", count: 100_000).utf8),
    ]

    private static let tokenRequest = Array(#"{"tokenHash":"\#(String(repeating: "ab", count: 32))"}"#.utf8)

    private static func request(_ server: WithServer) throws -> SyncRequest {
        SyncRequest(replica: ReplicaID(bits: 1), cursor: nil, changes: [try server.change()])
    }
}

/// The heads of requests by those whom a team's routes do not know, or know too little.
private struct Strangers {
    let unknown: [String: HTTPFields]
    let revoked: HTTPFields
    let elsewhere: HTTPFields
    let reader: HTTPFields

    init(_ server: BareServer) throws {
        func bearer(_ token: String) -> HTTPFields { [.authorization: "Bearer \(token)"] }
        unknown = [
            "no token": [:], "an unknown token": bearer("ntk_" + String(repeating: "x", count: 43)),
            "no word": [.authorization: "Bearer"], "an empty token": [.authorization: "Bearer "],
            "another scheme": [.authorization: "Basic c2FtOg=="],
            "a long token": bearer(String(repeating: "x", count: 4_000)),
        ]
        _ = try server.join(device: "lost-laptop", token: "lost")
        _ = try server.admin.revoke(device: "lost-laptop", of: server.team)
        _ = try server.join("Dana Reader", device: "dana-laptop", role: .reader, token: "reads")
        try server.admin.createTeam(named: "south-shire")
        let invitation = try server.admin.invite("Eve", to: "south-shire", address: "http://127.0.0.1")
        let code = try #require(invitation.invite.split(separator: "#").last)
        let hash = Hex.text(of: Array("elsewhere".utf8).sha256)
        _ = try server.service.join(JoinRequest(code: String(code), deviceName: "eve", tokenHash: hash))
        (revoked, elsewhere, reader) = (bearer("lost"), bearer("elsewhere"), bearer("reads"))
    }
}

/// What opened something once: a month has passed since.
private struct Expired {
    let tokens: [String: HTTPFields]
    let joining: [UInt8]

    init(_ server: BareServer) throws {
        let renewed = try server.join(device: "office-pc", token: "first")
        let second = Array("second".utf8).sha256
        try server.service.session(for: renewed).changeToken(to: Hex.text(of: second))
        _ = try server.service.device(withTokenHash: second)
        _ = try server.join(device: "old-tablet", token: "silent")
        let invitation = try server.admin.invite("Dana", to: server.team, address: "http://127.0.0.1")
        let code = try #require(invitation.invite.split(separator: "#").last)
        let hash = Hex.text(of: Array("third".utf8).sha256)
        joining = Array(#"{"code":"\#(code)","deviceName":"tablet","tokenHash":"\#(hash)"}"#.utf8)
        server.clock.advance(milliseconds: 31 * 86_400_000)
        tokens = [
            "one before the present": [.authorization: "Bearer first"],
            "that of a device that was silent": [.authorization: "Bearer silent"],
        ]
    }
}

extension WithServer {
    fileprivate func ask(
        _ operation: RouteDocument.Operation, _ headers: HTTPFields, _ changes: [String: String] = [:],
        body: [UInt8] = []
    ) async throws -> TestResponse {
        try await ask(operation.method, operation.address(changes), headers, body: body)
    }

    /// From now on a stream of news ends after its first.
    fileprivate func endStreams() async throws {
        let run = Task { try await events.run() }
        run.cancel()
        try await run.value
    }
}
