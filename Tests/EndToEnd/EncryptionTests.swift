import Foundation
import Testing

/// Whom a device takes for its server, and what the server does with its certificate, with the real programs.
@Suite(.enabled(if: Certificates.isPossible, "openssl or faketime is not installed")) struct EncryptionTests {
    private let certificates: Certificates

    init() throws { certificates = try Certificates() }

    private func team(_ pair: (certificate: String, key: String)) throws -> Team {
        try Team(server: ServerProcess(serving: ["--tls-cert", pair.certificate, "--tls-key", pair.key]))
    }

    private func join(_ team: Team, _ more: String..., expecting code: Int32 = 0) throws -> (laptop: Laptop, run: Run) {
        let laptop = try Laptop()
        let words = try ["init", "--invite", team.invitation(for: "Sam Okafor")] + more
        let run = try laptop.start(words.map { Array($0.utf8) }).finish()
        #expect(run.code == code, "\(run)")
        return (laptop, run)
    }

    @Test func `a private authority that was named on joining is known ever after`() throws {
        let team = try team(certificates.pair())
        let copy = try Folder()
        let named = try copy.file("ca.pem", Data(contentsOf: URL(filePath: certificates.authority)))
        let (sam, _) = try join(team, "--ca", named)
        try FileManager.default.removeItem(atPath: named)
        let note = try sam.add("Sent over an encrypted line.")
        try sam.run("sync")
        #expect(try sam.note(note).sync.text == "sent")
    }

    @Test func `a server that nobody known vouches for is not joined`() throws {
        let (laptop, run) = try join(team(certificates.pair()), expecting: 5)
        #expect(run.complained.contains("127.0.0.1's certificate cannot be trusted, so nothing was sent."))
        #expect(!FileManager.default.fileExists(atPath: laptop.notes))
    }

    @Test func `another server's certificate is not taken`() throws {
        let (_, run) = try join(
            team(certificates.pair(for: "DNS:notes.example")), "--ca", certificates.authority, expecting: 5)
        #expect(run.complained.contains("cannot be trusted"))
    }

    @Test func `a certificate that has ended is not taken, and both sides tell`() throws {
        let team = try team(certificates.pair(hasEnded: true))
        let (_, run) = try join(team, "--ca", certificates.authority, expecting: 5)
        #expect(run.complained.contains(/certificate ended on \d{1,2} [A-Z][a-z]+ \d{4}, so nothing was sent\./))
        #expect(team.server.log.contains("The certificate has ended"))
    }

    @Test func `a server shows the key that was pinned, or is not spoken to`() throws {
        let pair = try certificates.pair()
        let team = try team(pair)
        let pin = try certificates.pin(of: pair.certificate)
        let other = "sha256//" + String(repeating: "A", count: 43) + "="
        _ = try join(team, "--ca", certificates.authority, "--pin", other, expecting: 5)
        let (sam, _) = try join(team, "--ca", certificates.authority, "--pin", other, "--pin", pin)
        let (priya, _) = try join(team, "--ca", certificates.authority)
        try sam.run("sync")

        _ = try certificates.pair()
        try renew(team.server, until: "was read anew")
        try sam.run("sync", expecting: 5)
        try priya.run("sync")
    }

    @Test func `a certificate is renewed without breaking a connection`() throws {
        let server = try team(certificates.pair()).server
        let before = try certificates.handshake(with: server.port).said
        let connection = try EncryptedConnection(to: server.port)
        #expect(try connection.ask("/nothing").hasPrefix("HTTP/1.1 404"))
        _ = try certificates.pair()
        try renew(server, until: "was read anew")
        #expect(try connection.ask("/nothing").hasPrefix("HTTP/1.1 404"))
        #expect(try certificates.handshake(with: server.port).said.certificate != before.certificate)
    }

    @Test func `of a new certificate that cannot be used nothing is taken, and the log says so`() throws {
        let pair = try certificates.pair()
        let server = try team(pair).server
        let before = try certificates.handshake(with: server.port).said
        try Data("no certificate".utf8).write(to: URL(filePath: pair.certificate))
        try renew(server, until: "the old one stays")
        #expect(try certificates.handshake(with: server.port).said.certificate == before.certificate)
    }

    @Test func `only TLS 1.2 and later are spoken, and only HTTP 1`() throws {
        let server = try team(certificates.pair()).server
        let weak = ["-cipher", "DEFAULT@SECLEVEL=0"]
        for version in ["-tls1", "-tls1_1"] {
            #expect(try certificates.handshake(with: server.port, version, weak[0], weak[1]).code != 0)
        }
        for version in ["-tls1_2", "-tls1_3"] {
            #expect(try certificates.handshake(with: server.port, version).code == 0)
        }
        let alpn = try certificates.handshake(with: server.port, "-alpn", "h2,http/1.1").said
        #expect(alpn.contains("ALPN protocol: http/1.1"))
    }

    private func renew(_ server: ServerProcess, until words: String) throws {
        server.signal(SIGHUP)
        #expect(Child.await(seconds: 10) { server.log.contains(words) }, "\(server.log)")
    }
}

extension String {
    /// The certificate that a handshake showed, as PEM.
    fileprivate var certificate: Substring? {
        firstMatch(of: /(?s)-----BEGIN CERTIFICATE-----.*?-----END CERTIFICATE-----/)?.0
    }
}
