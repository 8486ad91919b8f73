import Glibc
import SyncModel
import Testing

@testable import SyncClient

/// The real client over a real socket, against answers that went wrong in every way we know.
@Suite struct HTTPUpstreamTests {
    private static let response = SyncResponse(
        serverTime: 1_677_060_000_000, cursor: "c2", more: true, digest: Digest(high: 1, low: 2))
    private static let lines = ["Content-Type: application/x-ndjson"]
    private static let problem = ["Content-Type: application/problem+json"]

    private let request = SyncRequest(replica: ReplicaID(bits: 7), cursor: nil)

    private func upstream(
        _ server: ScriptedServer, scheme: String = "http", stop: Stop = Stop()
    ) throws -> HTTPUpstream {
        var settings = HTTPSettings()
        settings.stallSeconds = 1
        let token = try #require(DeviceToken("ntk_" + String(repeating: "t", count: 43)))
        return HTTPUpstream(
            address: try ServerAddress("\(scheme)://127.0.0.1:\(server.port)"), team: "north shire", token: token,
            settings: settings, stop: stop)
    }

    /// The error with which a sync ends whose answer is `steps`.
    private func failure(_ steps: ScriptedServer.Step...) throws -> UpstreamError? {
        let server = ScriptedServer([[steps]])
        let upstream = try upstream(server)
        return #expect(throws: UpstreamError.self) { try upstream.sync(request) }
    }

    private func isOffline(_ failure: UpstreamError?) -> Bool {
        if case .unreachable(_, isConnected: false) = failure { true } else { false }
    }

    private func isCut(_ failure: UpstreamError?) -> Bool {
        if case .unreachable(_, isConnected: true) = failure { true } else { false }
    }

    private func isMalformed(_ failure: UpstreamError?) -> Bool {
        if case .malformed = failure { true } else { false }
    }

    // MARK: What is said and heard

    @Test func `a sync says who asks for what, and hears the answer`() throws {
        let server = ScriptedServer(.answer("200 OK", Self.lines, Self.response.lines))
        #expect(try upstream(server).sync(request) == .told(Self.response))
        let asked = try #require(server.requests.first)
        #expect(asked.head.hasPrefix("POST /v1/teams/north%20shire/sync HTTP/1.1\r\n"))
        for header in [
            "Authorization: Bearer ntk_ttt", "Content-Type: application/x-ndjson\r\n", "Accept-Encoding: zstd\r\n",
        ] {
            #expect(asked.head.contains(header))
        }
        #expect(!asked.head.contains("Expect:") && !asked.head.contains("Content-Encoding:"))
        #expect(asked.body == request.lines)
    }

    @Test func `calls share a connection`() throws {
        let answer = ScriptedServer.Step.answer("200 OK", Self.lines, Self.response.lines)
        let server = ScriptedServer([[[answer], [answer], [answer]]])
        let upstream = try upstream(server)
        for _ in 0..<3 { #expect(try upstream.sync(request) == .told(Self.response)) }
    }

    @Test func `a connection that the server gave up is not an error`() throws {
        let answer = ScriptedServer.Step.answer("200 OK", Self.lines, Self.response.lines)
        let server = ScriptedServer([[[answer]], [[answer]]])
        let upstream = try upstream(server)
        for _ in 0..<2 { #expect(try upstream.sync(request) == .told(Self.response)) }
    }

    @Test func `what is expected is asked once, before its answer is wanted`() throws {
        let answer = ScriptedServer.Step.answer("200 OK", Self.lines, Self.response.lines)
        let server = ScriptedServer([[[answer], [answer]]])
        let upstream = try upstream(server)
        _ = try upstream.sync(request)
        var next = request
        next.cursor = "c2"
        upstream.expect(next)
        for _ in 0..<200 where server.requests.count < 2 { usleep(10_000) }
        #expect(server.requests.last?.body == next.lines)
        #expect(try upstream.sync(next) == .told(Self.response))
        #expect(server.requests.count == 2)
    }

    @Test func `whoever asks something else than was expected is answered all the same`() throws {
        let answer = ScriptedServer.Step.answer("200 OK", Self.lines, Self.response.lines)
        let server = ScriptedServer([[[answer], [.hold]], [[answer]]])
        let upstream = try upstream(server)
        _ = try upstream.sync(request)
        var next = request
        next.cursor = "c2"
        upstream.expect(next)
        #expect(try upstream.sync(request) == .told(Self.response))
        #expect(server.requests.last?.body == request.lines)
    }

    @Test func `what is large travels compressed, both ways`() throws {
        let long = SyncResponse(
            serverTime: 1, cursor: String(repeating: "c", count: 9_000), more: false, digest: Digest())
        let server = ScriptedServer(
            .answer("200 OK", Self.lines + ["Content-Encoding: zstd"], Zstandard.compress(long.lines)))
        let request = SyncRequest(replica: ReplicaID(bits: 7), cursor: String(repeating: "c", count: 5_000))
        #expect(try upstream(server).sync(request) == .told(long))
        let asked = try #require(server.requests.first)
        #expect(asked.head.contains("Content-Encoding: zstd\r\n"))
        #expect(asked.body.count < 1_000)
        #expect(try Zstandard.decompress(asked.body, limit: 10_000) == request.lines)
    }

    @Test func `a record's past is asked for by its name`() throws {
        let server = ScriptedServer(.answer("200 OK", Self.lines, ArchivedChange.lines([])))
        let record = try #require(RecordID(collection: "note", key: ".."))
        #expect(try upstream(server).history(of: record) == [])
        #expect(
            server.requests.first?.head.hasPrefix("GET /v1/teams/north%20shire/records/note/../history HTTP/1.1\r\n")
                == true)
    }

    // MARK: What the server may answer

    @Test func `a forked cursor is an answer, not an error`() throws {
        let body = #"{"status":409,"code":"cursorForked","title":"t","detail":"d","serverTime":1677060000000,"more":1}"#
        let server = ScriptedServer(.answer("409 Conflict", Self.problem, Array(body.utf8)))
        #expect(try upstream(server).sync(request) == .cursorForked(serverTime: 1_677_060_000_000))
    }

    @Test(
        arguments: [
            (["Retry-After: 17"], 17),
            (["Retry-After: Wed, 22 Feb 2023 10:00:30 GMT", "Date: Wed, 22 Feb 2023 10:00:00 GMT"], 30), ([], nil),
        ] as [([String], Int?)])
    func `a busy server says for how long`(headers: [String], seconds: Int?) throws {
        let problem = Problem(.unavailable, "The server answered with status 503.")
        let failure = try failure(.answer("503 Service Unavailable", headers))
        #expect(failure == .busy(retryAfterSeconds: seconds, problem))
    }

    @Test(
        arguments: [
            ("429 Too Many Requests", .tooManyRequests), ("500 Internal Server Error", .internalError),
            ("502 Bad Gateway", .unavailable), ("408 Request Timeout", .unavailable),
        ] as [(String, Problem.Code)])
    func `what passes by itself is worth waiting for`(status: String, code: Problem.Code) throws {
        let failure = try failure(.answer(status, ["Content-Type: text/html"], Array("<h1>Sorry".utf8)))
        #expect(
            failure
                == .busy(retryAfterSeconds: nil, Problem(code, "The server answered with status \(status.prefix(3)).")))
    }

    @Test func `a refusal brings the server's own words`() throws {
        let body = #"{"status":401,"code":"revoked","title":"t","detail":"Access was withdrawn on 14 February."}"#
        let failure = try failure(.answer("401 Unauthorized", Self.problem, Array(body.utf8)))
        #expect(failure == .refused(Problem(.revoked, "Access was withdrawn on 14 February.")))
    }

    @Test(
        arguments: [
            ("401 Unauthorized", .unauthorized), ("403 Forbidden", .forbidden), ("404 Not Found", .notFound),
            ("413 Content Too Large", .tooLarge), ("426 Upgrade Required", .protocolUnknown),
            ("418 Teapot", .malformed),
        ] as [(String, Problem.Code)])
    func `a refusal in unknown words is known by its status`(status: String, code: Problem.Code) throws {
        let body = #"{"code":"newerThanThisProgram","detail":"So it is."}"#
        let failure = try failure(.answer(status, Self.problem, Array(body.utf8)))
        #expect(failure == .refused(Problem(code, "So it is.")))
    }

    @Test func `a redirect is not followed`() throws {
        let other = ScriptedServer(.answer("200 OK", Self.lines, Self.response.lines))
        let failure = try failure(.answer("302 Found", ["Location: http://127.0.0.1:\(other.port)/"]))
        #expect(isMalformed(failure))
        #expect(other.requests.isEmpty)
    }

    // MARK: What goes wrong on the way

    @Test func `an answer cut anywhere is asked for again`() throws {
        let whole = ScriptedServer.Step.bytes(
            "200 OK", Self.lines + ["Content-Length: \(Self.response.lines.count)"], Self.response.lines)
        for count in stride(from: 0, to: whole.count, by: 9) {
            let failure = try failure(.send(Array(whole.prefix(count))))
            #expect(isCut(failure), "cut after \(count) bytes: \(String(describing: failure))")
        }
    }

    @Test(arguments: [["Transfer-Encoding: chunked"], ["Connection: close"]])
    func `a cut answer of unknown length is asked for again`(headers: [String]) throws {
        let lines = Self.response.lines.dropLast(12)
        let isChunked = headers[0].hasPrefix("Transfer")
        let body =
            isChunked ? Array("\(String(lines.count, radix: 16))\r\n".utf8) + lines + Array("\r\n".utf8) : Array(lines)
        #expect(try isCut(failure(.send(ScriptedServer.Step.bytes("200 OK", Self.lines + headers, body)))))
    }

    @Test func `a cut compressed answer is asked for again, a damaged one is not`() throws {
        let headers = Self.lines + ["Content-Encoding: zstd"]
        let compressed = Zstandard.compress(Self.response.lines)
        #expect(try isCut(failure(.answer("200 OK", headers, compressed.dropLast(3)))))
        #expect(try isMalformed(failure(.answer("200 OK", headers, Self.response.lines))))
        #expect(try isMalformed(failure(.answer("200 OK", Self.lines + ["Content-Encoding: br"], compressed))))
    }

    @Test(arguments: [
        "", "\n", "garbage\r\n\r\n", "SSH-2.0-OpenSSH_9.2\r\n", "HTTP/1.1 abc\r\n\r\n", "HTTP/9.9 200 OK\r\n\r\n",
    ])
    func `what is not HTTP is an error and no answer`(text: String) throws {
        let failure = try failure(.send(Array(text.utf8)))
        #expect(isMalformed(failure) || isCut(failure))
    }

    @Test func `a page of a stranger is no answer`() throws {
        let page = Array("<html>Welcome to the library's network</html>".utf8)
        #expect(try isMalformed(failure(.answer("200 OK", ["Content-Type: text/html"], page))))
        #expect(try isMalformed(failure(.answer("200 OK", Self.lines, Array("{\"other\":{}}\n{\"end\":1}\n".utf8)))))
    }

    @Test func `an answer that stalls is given up`() throws {
        let begun = ContinuousClock.now
        let head = ScriptedServer.Step.bytes("200 OK", Self.lines + ["Content-Length: 1000"], [UInt8(ascii: "{")])
        #expect(try isCut(failure(.send(head), .hold)))
        #expect(ContinuousClock.now - begun < .seconds(12))
    }

    @Test func `an answer that drips slower than any line is given up`() throws {
        let begun = ContinuousClock.now
        let head = ScriptedServer.Step.bytes("200 OK", Self.lines + ["Content-Length: 1000"], [])
        let drops = (0..<100).flatMap { _ in [ScriptedServer.Step.send([0x20]), .pause(milliseconds: 100)] }
        let server = ScriptedServer([[[.send(head)] + drops]])
        let upstream = try upstream(server)
        #expect(isCut(#expect(throws: UpstreamError.self) { try upstream.sync(request) }))
        #expect(ContinuousClock.now - begun < .seconds(8))
    }

    @Test(arguments: [true, false])
    func `an answer cut after any of its bytes is no answer`(isCompressed: Bool) throws {
        let long = SyncResponse(
            serverTime: 1, cursor: isCompressed ? String(repeating: "c", count: 2_000) : "c2", more: false,
            digest: Digest())
        let body = isCompressed ? Zstandard.compress(long.lines) : long.lines
        let headers = Self.lines + (isCompressed ? ["Content-Encoding: zstd"] : [])
        // With a length, without one, and in chunks: three ways to tell where an answer ends.
        let forms = [
            ScriptedServer.Step.bytes("200 OK", headers + ["Content-Length: \(body.count)"], body),
            ScriptedServer.Step.bytes("200 OK", headers + ["Connection: close"], body),
            ScriptedServer.Step.bytes(
                "200 OK", headers + ["Transfer-Encoding: chunked"],
                Array("\(String(body.count, radix: 16))\r\n".utf8) + body + Array("\r\n0\r\n\r\n".utf8)),
        ]
        for bytes in forms {
            // The last bytes of chunks end what was whole before.
            let whole = bytes.count - (bytes.suffix(5) == Array("0\r\n\r\n".utf8) ? 7 : 0)
            let cuts = (0..<whole).map { [[ScriptedServer.Step.send(Array(bytes.prefix($0)))]] }
            let server = ScriptedServer(cuts + [[[.send(bytes)]]])
            for place in 0..<whole {
                let upstream = try upstream(server)
                let failure = #expect(throws: UpstreamError.self, "\(place)") { try upstream.sync(request) }
                #expect(isCut(failure) || isMalformed(failure), "\(place)")
            }
            #expect(try upstream(server).sync(request) == .told(long))
        }
    }

    @Test func `an answer that swells is refused`() throws {
        let limit = Exchange.answerBytesMax
        let bomb = Zstandard.compress([UInt8](repeating: UInt8(ascii: " "), count: limit + 1))
        #expect(try isMalformed(failure(.answer("200 OK", Self.lines + ["Content-Encoding: zstd"], bomb))))
        let headers = Array(repeating: "X: " + String(repeating: "x", count: 1_000), count: 99)
        #expect(try isMalformed(failure(.answer("200 OK", Self.lines + headers))))
    }

    @Test func `nobody listening is no more than being offline`() throws {
        let server = ScriptedServer([])
        server.stopListening()
        let upstream = try upstream(server)
        #expect(isOffline(#expect(throws: UpstreamError.self) { try upstream.sync(request) }))
    }

    @Test func `a handshake that fails sends nothing`() throws {
        let server = ScriptedServer([[]])
        let upstream = try upstream(server, scheme: "https")
        #expect(throws: UpstreamError.self) { try upstream.sync(request) }
        #expect(server.requests.isEmpty)
    }

    @Test func `a call ends at once when asked to stop, and no later one begins`() throws {
        let server = ScriptedServer(.hold)
        let stop = Stop()
        let upstream = try upstream(server, stop: stop)
        let begun = ContinuousClock.now
        requestSoon(stop)
        #expect(isOffline(#expect(throws: UpstreamError.self) { try upstream.sync(request) }))
        #expect(isOffline(#expect(throws: UpstreamError.self) { try upstream.sync(request) }))
        #expect(ContinuousClock.now - begun < .milliseconds(700))
    }
}
