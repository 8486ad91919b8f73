import Foundation
import SyncModel
import TestSupport
import Testing

@testable import SyncClient

/// Certificates, judged for real: openssl serves a page that is no answer of ours, so a client that trusts it says so.
@Suite(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/openssl"), "openssl is not installed"))
struct TrustTests {
    private let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    private func openssl(_ arguments: [String], output: Pipe? = nil) throws -> Process {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/openssl")
        process.arguments = arguments
        process.currentDirectoryURL = directory.url
        process.standardInput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        if let output { process.standardOutput = output } else { process.standardOutput = FileHandle.nullDevice }
        try process.run()
        return process
    }

    /// How a call ends with a server whose certificate is for `name`.
    private func failure(name: String, hasEnded: Bool = false, isAuthorityKnown: Bool) throws -> UpstreamError? {
        try openssl([
            "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "key.pem", "-out", "certificate.pem", "-days",
            "1", "-subj", "/CN=test", "-addext", "subjectAltName=\(name)",
        ]).waitUntilExit()
        if hasEnded {
            try openssl(["x509", "-in", "certificate.pem", "-signkey", "key.pem", "-days", "0", "-out", "ended.pem"])
                .waitUntilExit()
        }
        let output = Pipe()
        let server = try openssl(
            [
                "s_server", "-accept", "127.0.0.1:0", "-cert", hasEnded ? "ended.pem" : "certificate.pem", "-key",
                "key.pem", "-www",
            ],
            output: output)
        // A thread of the tests may block SIGTERM, and whoever it starts then does so too.
        defer {
            kill(server.processIdentifier, SIGKILL)
            server.waitUntilExit()
        }
        let port = try #require(announcedPort(in: output.fileHandleForReading))
        var settings = HTTPSettings()
        settings.stallSeconds = 1
        if isAuthorityKnown {
            settings.certificateAuthority = directory.appending("certificate.pem")
        }
        let token = try #require(DeviceToken("ntk_" + String(repeating: "t", count: 43)))
        let upstream = HTTPUpstream(
            address: try ServerAddress("https://127.0.0.1:\(port)"), team: "north-shire", token: token,
            settings: settings)
        let record = try #require(RecordID(collection: "note", key: "k7f3"))
        return #expect(throws: UpstreamError.self) { try upstream.history(of: record) }
    }

    /// The port in the line `ACCEPT 127.0.0.1:PORT`.
    private func announcedPort(in output: FileHandle) -> UInt16? {
        var text = ""
        while true {
            let data = output.availableData
            guard !data.isEmpty else { return nil }
            text += String(decoding: data, as: UTF8.self)
            if let line = text.firstMatch(of: /ACCEPT [0-9.]+:([0-9]+)\n/) { return UInt16(line.1) }
        }
    }

    @Test func `a server whose authority is unknown is not spoken to`() throws {
        guard case .untrusted = try failure(name: "IP:127.0.0.1", isAuthorityKnown: false) else {
            Issue.record("it was trusted")
            return
        }
    }

    @Test func `a certificate that has ended is not accepted, and says when it did`() throws {
        let failure = try failure(name: "IP:127.0.0.1", hasEnded: true, isAuthorityKnown: true)
        guard case .untrusted(_, let ended?) = failure else {
            Issue.record("\(String(describing: failure))")
            return
        }
        #expect(abs(Date.now.timeIntervalSince1970 - Double(ended) / 1_000) < 120)
    }

    @Test func `a certificate for another server is not accepted`() throws {
        guard case .untrusted = try failure(name: "DNS:notes.example", isAuthorityKnown: true) else {
            Issue.record("it was trusted")
            return
        }
    }

    @Test func `a private authority can be trusted`() throws {
        let answer = UpstreamError.malformed("The answer is of the type text/html, not application/x-ndjson.")
        #expect(try failure(name: "IP:127.0.0.1", isAuthorityKnown: true) == answer)
    }
}
