import Foundation
import TestPostgres
import Testing

/// Two servers on one database behind a proxy that shares requests out and encrypts.
@Suite(
    .enabled(if: Certificates.isPossible, "openssl or faketime is not installed"),
    .enabled(if: Balancer.Kind.allCases.allSatisfy(\.isInstalled), "haproxy or nginx is not installed"))
struct BalancerTests {
    @Test(.timeLimit(.minutes(2)), arguments: Balancer.Kind.allCases)
    func `notes and news go through, nothing is left on the way, and one server may die`(kind: Balancer.Kind) throws {
        let (servers, certificates) = (try begin(), try Certificates())
        let balancer = try Balancer(kind, before: servers, showing: certificates.pair())
        let team = try Team(server: servers[0])
        func laptop(of member: String) throws -> Laptop {
            let laptop = try Laptop()
            try laptop.run(
                "init", "--invite", team.invitation(for: member, at: balancer.address), "--ca", certificates.authority)
            return laptop
        }
        let (sam, priya) = (try laptop(of: "Sam Okafor"), try laptop(of: "Priya Nair"))
        let watch = try priya.start("sync", "--watch")
        #expect(Child.await(seconds: 20) { servers.contains { $0.log.contains("/events") } }, "no stream of news")
        let note = try sam.add("Told through a proxy.")
        try sam.run("sync")
        #expect(try Child.await(seconds: 10) { try priya.start("show", note).finish().code == 0 }, "no news came")

        // Large enough that a proxy that kept it would write it to its disk.
        try sam.importing(
            (0..<40).map { #"{"item":"iro","body":"\#($0) \#(String(repeating: "words ", count: 5_000))"}"# })
        try servers[0].kill()
        #expect(try Child.await(seconds: 20) { try sam.start("sync").finish().code == 0 }, "one server is not enough")
        #expect(try Child.await(seconds: 20) { try priya.exported().count == 41 }, "the watch has ended")
        watch.signal(SIGINT)
        #expect(balancer.leftBehind.isEmpty)
    }

    @Test(arguments: Balancer.Kind.allCases) func `no request hides behind another`(
        kind: Balancer.Kind
    ) throws {
        let servers = try begin()
        let balancer = try Balancer(kind, before: servers)
        let last = BrokenRequestTests.hidden.replacing("\r\n\r\n", with: "\r\nConnection: close\r\n\r\n")
        for text in BrokenRequestTests.ambiguous {
            let before = servers.reduce(0) { $0 + $1.answerCount }
            let answer = try said(text + last, at: balancer.port)
            // A proxy may read it in one way and pass that on: then both count the same requests in it.
            let count = servers.reduce(0) { $0 + $1.answerCount } - before
            #expect(count <= answer.ranges(of: "HTTP/1.1 ").count, "\(text.debugDescription): \(answer)")
            #expect(answer.contains(/^(HTTP\/1\.1 (4|501|505)|<html>)/), "\(text.debugDescription): \(answer)")
        }
        #expect(try said(last, at: balancer.port).hasPrefix("HTTP/1.1 200 "))
    }

    @Test(arguments: Balancer.Kind.allCases) func `who asks is who the proxy sees`(
        kind: Balancer.Kind
    ) throws {
        let servers = try begin("--address-rate", "2")
        let balancer = try Balancer(kind, before: servers)
        let answers = try (1...3 * servers.count).map { number in
            let guess = """
                POST /v1/join HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: 203.0.113.\(number)\r\nContent-Length: 0\r
                Connection: close\r\n\r\n
                """
            return try said(guess, at: balancer.port)
        }
        #expect(answers.last?.hasPrefix("HTTP/1.1 429 ") == true, "\(answers)")
    }

    private func said(_ text: String, at port: UInt16) throws -> String {
        let connection = try Loopback.connection(to: port)
        defer { close(connection) }
        Loopback.send(text.utf8, to: connection)
        var bytes: [UInt8] = []
        while Loopback.isReadable(connection, milliseconds: 2_000) {
            let more = Loopback.received(from: connection)
            guard !more.isEmpty else { break }
            bytes += more
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private func begin(_ more: String...) throws -> [ServerProcess] {
        let database = try PostgresCluster.shared.get().database()
        return try (0..<2).map { _ in
            try ServerProcess(on: database.url, serving: ["--behind-proxy", "--admin-listen", "127.0.0.1:0"] + more)
        }
    }
}

extension ServerProcess {
    /// How many requests it has answered.
    fileprivate var answerCount: Int { log.ranges(of: "Answered.").count }
}
