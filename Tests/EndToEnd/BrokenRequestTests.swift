import Foundation
import Testing

/// Requests that mean no good, said on bare sockets to the real server.
@Suite struct BrokenRequestTests {
    private static let head = "POST /v1/join HTTP/1.1\r\nHost: notes.example\r\n"
    static let hidden = "GET /healthz HTTP/1.1\r\nHost: notes.example\r\n\r\n"

    /// Requests that two readers would cut up differently, one of them finding a second one hidden behind.
    static let ambiguous = [
        head + "Content-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        head + "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n",
        head + "Content-Length: 0\r\nContent-Length: 44\r\n\r\n",
        head + "Content-Length: 0\r\nContent-Length: 0\r\n\r\n",
        head + "Content-Length: 0, 44\r\n\r\n",
        head + "Content-Length: +0\r\n\r\n",
        head + "Content-Length: -1\r\n\r\n",
        head + "Content-Length: 0x2c\r\n\r\n",
        head + "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
        head + "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
        head + "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
        head + "Transfer-Encoding: identity\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        head + "Transfer-Encoding: chunked\r\n\r\n0x5\r\nhello\r\n0\r\n\r\n",
        head + "Transfer-Encoding: chunked\r\n\r\n5\nhello\r\n0\r\n\r\n",
        head + "Transfer-Encoding: chunked\r\n\r\n5\r\nhelloX0\r\n\r\n",
        head + "X-Folded: one\r\n two\r\n\r\n",
        head + "X-Bare: one\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        head + "X-Nul: a\u{0}b\r\n\r\n",
        head + ": nameless\r\n\r\n",
        head + "Host: other.example\r\nContent-Length: 0\r\n\r\n",
        "POST /v1/join HTTP/1.1\nHost: notes.example\n\n",
        "POST /v1/join\r\n\r\n",
        "POST /v1/join HTTP/9.9\r\nHost: notes.example\r\n\r\n",
    ]

    @Test func `a request with two readings is malformed, and nothing is read after it`() throws {
        let server = try ServerProcess()
        for text in Self.ambiguous {
            let (answer, isClosed) = try said(text + Self.hidden, to: server)
            #expect(answer.hasPrefix("HTTP/1.1 400 ") && answer.contains(#""code":"malformed""#), "\(text): \(answer)")
            #expect(answer.ranges(of: "HTTP/1.1 ").count == 1, "\(text)")
            #expect(isClosed, "\(text)")
        }
        let (sound, _) = try said(
            Self.hidden + Self.hidden.replacing("\r\n\r\n", with: "\r\nConnection: close\r\n\r\n"), to: server)
        #expect(sound.ranges(of: "HTTP/1.1 200 ").count == 2)
    }

    @Test func `too large a head, and too large a body, is refused as it comes`() throws {
        let server = try ServerProcess()
        let chunk = "10000\r\n\(String(repeating: " ", count: 65_536))\r\n"
        for text in [
            (1...10_000).map { "X-\($0): y\r\n" }.joined() + "\r\n",
            "X-Long: \(String(repeating: "y", count: 70_000))\r\n\r\n",
            "Content-Length: 4194305\r\n\r\n",
            "Transfer-Encoding: chunked\r\n\r\n" + String(repeating: chunk, count: 80),
        ] {
            let (answer, isClosed) = try said(Self.head + text, to: server)
            #expect(answer.hasPrefix("HTTP/1.1 413 ") && answer.contains(#""code":"tooLarge""#), "\(answer)")
            #expect(isClosed)
        }
    }

    @Test func `whoever is slow is told so after ten seconds, and a stream of news is not slow`() throws {
        let team = try Team()
        let sam = try team.laptop(of: "Sam Okafor")
        let port = team.server.port
        let (slowHead, slowBody, stream) = (
            try Loopback.connection(to: port), try Loopback.connection(to: port), try Loopback.connection(to: port)
        )
        defer { [slowHead, slowBody, stream].forEach { close($0) } }
        Loopback.send("GET /healthz HTTP/1.1\r\nHost: a".utf8, to: slowHead)
        Loopback.send("\(Self.head)Content-Length: 500\r\n\r\nab".utf8, to: slowBody)
        Loopback.send(try sam.request("GET", "events"), to: stream)
        for connection in [slowHead, slowBody] {
            let (answer, isClosed) = rest(of: connection)
            #expect(answer.hasPrefix("HTTP/1.1 408 ") && answer.contains(#""code":"tooSlow""#) && isClosed, "\(answer)")
        }
        #expect(String(decoding: Loopback.received(from: stream), as: UTF8.self).contains("data: {\"head\":0}"))
        #expect(!Loopback.isReadable(stream, milliseconds: 500))
    }

    @Test func `who guesses too often is told to wait, and a proxy's word tells them apart`() throws {
        let server = try ServerProcess(
            environment: ["FIELDNOTES_SERVER_ADDRESS_RATE": "2"], serving: ["--behind-proxy"])
        func guess(from places: String) throws -> String {
            try said(
                "\(Self.head)X-Forwarded-For: \(places)\r\nConnection: close\r\nContent-Length: 0\r\n\r\n", to: server
            ).answer
        }
        for _ in 0..<2 { #expect(try guess(from: "198.51.100.1, 192.0.2.7").hasPrefix("HTTP/1.1 400 ")) }
        let refused = try guess(from: "203.0.113.5, 192.0.2.7")
        #expect(refused.hasPrefix("HTTP/1.1 429 ") && refused.contains(/Retry-After: (2[0-9]|30)\r\n/), "\(refused)")
        #expect(try guess(from: "192.0.2.7, 192.0.2.8").hasPrefix("HTTP/1.1 400 "))
    }

    private func said(_ text: String, to server: ServerProcess) throws -> (answer: String, isClosed: Bool) {
        let connection = try Loopback.connection(to: server.port)
        defer { close(connection) }
        Loopback.send(text.utf8, to: connection)
        return rest(of: connection)
    }

    /// All that comes until the other side closes, and whether it does so in time.
    private func rest(of connection: Int32) -> (answer: String, isClosed: Bool) {
        var bytes: [UInt8] = []
        while Loopback.isReadable(connection, milliseconds: 15_000) {
            let more = Loopback.received(from: connection)
            guard !more.isEmpty else { return (String(decoding: bytes, as: UTF8.self), true) }
            bytes += more
        }
        return (String(decoding: bytes, as: UTF8.self), false)
    }
}
