import Foundation
import Testing

/// A server as its administrator sees it: how it stops, what it logs, and what it says of itself.
@Suite struct ServerLifeTests {
    @Test func `a server that is stopped lets go of streams at once, and of a slow reader in the time it was given`()
        throws
    {
        let team = try Team(server: ServerProcess(serving: ["--drain", "2"]))
        let sam = try team.laptop(of: "Sam Okafor")
        // So much that no buffer on the way holds it.
        try sam.importing(
            (0..<120).map { #"{"item":"iro","body":"\#($0) \#(String(repeating: "words ", count: 10_000))"}"# })
        try sam.run("sync")
        let (stream, reader) = (
            try Loopback.connection(to: team.server.port), try Loopback.connection(to: team.server.port)
        )
        defer { [stream, reader].forEach { close($0) } }
        Loopback.send(try sam.request("GET", "events"), to: stream)
        #expect(String(decoding: Loopback.received(from: stream), as: UTF8.self).contains("200 OK"))
        let all = #"{"sync":{"protocol":1,"replica":"00000000000000a1","cursor":null,"pageBytes":99999999}}"#
        for _ in 0..<4 {
            Loopback.send(try sam.request("POST", "sync", body: "\(all)\n{\"end\":1}\n".utf8), to: reader)
        }
        #expect(Loopback.isReadable(reader, milliseconds: 10_000))
        let begun = ContinuousClock.now
        let run = try #require(try team.server.stop())
        #expect(run.code == 0, "\(run)")
        #expect(ContinuousClock.now - begun < .seconds(8))
        try team.server.start()
        try sam.run("sync")
    }

    @Test func `a server with nothing to wait for stops at once`() throws {
        let team = try Team()
        let sam = try team.laptop(of: "Sam Okafor")
        let isPrompt = try Prompt.once { _ in
            let watch = try sam.start("sync", "--watch")
            #expect(Child.await(seconds: 20) { team.server.log.contains("route=/v1/teams/{team}/events") })
            let begun = ContinuousClock.now
            #expect(try team.server.stop()?.code == 0)
            let time = ContinuousClock.now - begun
            watch.signal(SIGINT)
            _ = try watch.finish()
            try team.server.start()
            return time < .seconds(3)
        }
        #expect(isPrompt)
    }

    @Test func `what asks for the certificate to be read anew does not end a server that has none`() throws {
        let server = try ServerProcess()
        let port = server.port
        server.signal(SIGHUP)
        usleep(300_000)
        let answer = try HTTPBytes.exchange(Array("GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n".utf8), with: port)
        #expect(String(decoding: answer, as: UTF8.self).hasPrefix("HTTP/1.1 200"))
        #expect(try server.stop()?.code == 0)
    }

    @Test(arguments: ["text", "json"]) func `the log tells routes and how they ended, and nothing of anybody's`(
        form: String
    ) throws {
        let team = try Team(server: ServerProcess(serving: ["--log", form]))
        let marker = "MARKER-7f3a"
        let sam = try team.laptop(of: "Sam \(marker)")
        _ = try sam.add("A note with \(marker).")
        try sam.run("sync")
        let token = try sam.token
        for path in ["/v1/\(marker)?q=\(marker)", "/v1/teams/\(marker)/sync?token=\(token)"] {
            let port = team.server.port
            _ = try HTTPBytes.exchange(Array("GET \(path) HTTP/1.1\r\nHost: \(marker)\r\n\r\n".utf8), with: port)
        }
        try team.server.stop()
        let log = team.server.log
        #expect(
            log.contains(
                form == "text" ? "route=/v1/teams/{team}/sync status=200" : #""route":"/v1/teams/{team}/sync""#))
        #expect(!log.contains(marker) && !log.contains(token) && !log.contains("north-shire"))
        if form == "json" { for line in log.split(separator: "\n") { _ = try JSONValue(Array(line.utf8)) } }
    }

    @Test func `a server leaves no core behind`() throws {
        let server = try ServerProcess()
        let limits = try String(contentsOfFile: "/proc/\(try #require(server.pid))/limits", encoding: .utf8)
        #expect(limits.contains(/Max core file size\s+0\s+0\s/))
    }

    @Test func `what a server says of itself it says at an address of its own`() throws {
        let server = try ServerProcess(serving: ["--admin-listen", "127.0.0.1:0"])
        let watch = try #require(server.watchPort)
        func ask(_ path: String, at port: UInt16) throws -> String {
            let request = Array("GET \(path) HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".utf8)
            return String(decoding: try HTTPBytes.exchange(request, with: port), as: UTF8.self)
        }
        #expect(try ask("/readyz", at: watch).hasPrefix("HTTP/1.1 200"))
        #expect(try ask("/metrics", at: watch).contains("fieldnotes_event_streams 0"))
        for path in ["/readyz", "/metrics"] { #expect(try ask(path, at: server.port).hasPrefix("HTTP/1.1 404")) }
        #expect(try ask("/v1/join", at: watch).hasPrefix("HTTP/1.1 404"))
    }

    @Test func `what is too much is refused, and costs no memory to speak of`() throws {
        let team = try Team()
        let sam = try team.laptop(of: "Sam Okafor")
        try sam.run("sync")
        let before = try team.server.residentKilobytes()
        let bomb = try gzip("head -c 268435456 /dev/zero")
        let junk = try gzip(#"printf '{"sync":{"protocol":1}}\n'"#) + Array("and more".utf8)
        let large = Array(repeating: UInt8(ascii: " "), count: 5 << 20)
        for (body, encoding, code) in [
            (bomb, "gzip", "tooLarge"), (junk, "gzip", "malformed"), (large, "identity", "tooLarge"),
        ] {
            let request = try sam.request("POST", "sync", ["Content-Encoding: \(encoding)"], body: body)
            let answer = try HTTPBytes.exchange(request, with: team.server.port)
            #expect(String(decoding: answer, as: UTF8.self).contains(#""code":"\#(code)""#))
        }
        #expect(try team.server.residentKilobytes() - before < 32 * 1024)
    }

    private func gzip(_ command: String) throws -> [UInt8] {
        let run = try Child(
            "/bin/sh", ["-c", "\(command) | gzip -9"].map { Array($0.utf8) }, environment: ["PATH": "/usr/bin:/bin"]
        ).finish()
        return run.output
    }
}

extension ServerProcess {
    fileprivate func residentKilobytes() throws -> Int {
        let status = try String(contentsOfFile: "/proc/\(try #require(pid))/status", encoding: .utf8)
        return try #require(status.firstMatch(of: /VmRSS:\s+(\d+) kB/).flatMap { Int($0.1) })
    }
}
