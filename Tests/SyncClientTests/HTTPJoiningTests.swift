import SyncModel
import Testing

@testable import SyncClient

@Suite struct JoiningTests {
    private static let code = "FN1-0123456789ABCDEFGHJKMNPQRS"
    private static let answer = """
        {"team":"north-shire","member":"Sam Okafor","device":"Sam's laptop","serverTime":1677060000000,"later":true,
        "limits":{"changeBytes":1,"requestBytes":2,"requestChanges":3,"pageBytes":4}}
        """

    private func joining(_ server: ScriptedServer) throws -> Joining {
        Joining(try Invitation("http://127.0.0.1:\(server.port)/join#\(Self.code)"))
    }

    private func token() throws -> DeviceToken {
        try #require(DeviceToken("ntk_" + String(repeating: "t", count: 43)))
    }

    @Test func `joining shows the code and the token's hash, and never the token`() throws {
        let server = ScriptedServer(
            .answer("200 OK", ["Content-Type: application/json; charset=utf-8"], Array(Self.answer.utf8)))
        let joined = try joining(server).join(as: "Sam's laptop", with: token())
        #expect(joined.team == "north-shire" && joined.member == "Sam Okafor" && joined.limits.pageBytes == 4)
        let asked = try #require(server.requests.first)
        let body = String(decoding: asked.body, as: UTF8.self)
        #expect(asked.head.hasPrefix("POST /v1/join HTTP/1.1\r\n"))
        #expect(body.contains(Self.code))
        #expect(try body.contains(token().hash))
        #expect(!(asked.head + body).contains("ntk_") && !asked.head.contains("FN1-"))
    }

    @Test(.timeLimit(.minutes(1)))
    func `an answer that drips in for ever is cut, and the token may be known by then`() throws {
        let drip = Array(
            repeating: [ScriptedServer.Step.send(Array(repeating: 32, count: 32)), .pause(milliseconds: 200)], count: 40
        )
        let head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 99999\r\n\r\n"
        let server = ScriptedServer([[[.send(Array(head.utf8))] + drip.flatMap(\.self)]])
        var settings = HTTPSettings()
        settings.joiningSeconds = 1
        let invitation = try Invitation("http://127.0.0.1:\(server.port)/join#\(Self.code)")
        let start = ContinuousClock.now
        #expect {
            try Joining(invitation, settings: settings).join(as: "Sam's laptop", with: token())
        } throws: { error in
            guard case .unreachable(_, isConnected: true) = error as? UpstreamError else { return false }
            return true
        }
        #expect(ContinuousClock.now - start < .seconds(5))
    }

    @Test func `a used invitation is refused`() throws {
        let body = #"{"status":403,"code":"invitationInvalid","title":"t","detail":"It was used on 22 February."}"#
        let server = ScriptedServer(
            .answer("403 Forbidden", ["Content-Type: application/problem+json"], Array(body.utf8)))
        #expect(throws: UpstreamError.refused(Problem(.invitationInvalid, "It was used on 22 February."))) {
            try joining(server).join(as: "Sam's laptop", with: token())
        }
    }

    @Test func `an answer without a team is malformed`() throws {
        let server = ScriptedServer(.answer("200 OK", ["Content-Type: application/json"], Array("{}".utf8)))
        #expect(throws: UpstreamError.malformed("The server's answer to the invitation cannot be read.")) {
            try joining(server).join(as: "Sam's laptop", with: token())
        }
    }
}
