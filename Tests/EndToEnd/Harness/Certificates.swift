import Foundation
import Testing

/// An authority of a test's own, and certificates that it vouches for, made by openssl.
final class Certificates: Sendable {
    static let isPossible = ["openssl", "faketime"].allSatisfy {
        FileManager.default.isExecutableFile(atPath: "/usr/bin/\($0)")
    }

    private let folder: Folder

    /// The authority's own certificate.
    var authority: String { "\(folder.path)/authority.pem" }

    init() throws {
        folder = try Folder()
        try openssl(
            ["req", "-x509", "-subj", "/CN=A test's authority", "-days", "2", "-out", authority] + key("authority"))
    }

    /// A certificate for `name`, and its key; a second one by the same file name takes the first one's place.
    func pair(
        _ file: String = "server", for name: String = "IP:127.0.0.1", hasEnded: Bool = false
    ) throws -> (certificate: String, key: String) {
        let (certificate, request) = ("\(folder.path)/\(file).pem", "\(folder.path)/\(file).csr")
        try openssl(["req", "-subj", "/CN=test", "-addext", "subjectAltName=\(name)", "-out", request] + key(file))
        let signing = [
            "x509", "-req", "-in", request, "-CA", authority, "-CAkey", "\(folder.path)/authority.key",
            "-CAcreateserial", "-copy_extensions", "copy", "-days", "1", "-out", certificate,
        ]
        try openssl(signing, when: hasEnded ? "3 days ago" : nil)
        return (certificate, "\(folder.path)/\(file).key")
    }

    /// What a person is told to pin of a certificate's key.
    func pin(of certificate: String) throws -> String {
        let line = """
            openssl x509 -in '\(certificate)' -pubkey -noout | openssl pkey -pubin -outform der | openssl dgst -sha256 -binary \
            | openssl base64
            """
        let run = try Child("/bin/sh", ["-c", line].map { Array($0.utf8) }, environment: surroundings).finish()
        return "sha256//" + run.said.trimmingCharacters(in: .newlines)
    }

    /// Asks the server at `port` for its certificate by a handshake of openssl's; `more` are options of `s_client`.
    func handshake(with port: UInt16, _ more: String...) throws -> Run {
        let words = ["s_client", "-connect", "127.0.0.1:\(port)", "-CAfile", authority] + more
        return try Child("/usr/bin/openssl", words.map { Array($0.utf8) }, environment: surroundings).finish()
    }

    private var surroundings: [String: String] { Programs.surroundings(home: folder.path) }

    private func key(_ file: String) -> [String] {
        ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", "\(folder.path)/\(file).key"]
    }

    private func openssl(_ words: [String], when: String? = nil) throws {
        let whole = (when.map { ["/usr/bin/faketime", $0] } ?? []) + ["/usr/bin/openssl"] + words
        let run = try Child(whole[0], whole.dropFirst().map { Array($0.utf8) }, environment: surroundings).finish()
        try #require(run.code == 0, "\(run)")
    }
}

/// A connection that openssl encrypts, and that stays open between requests.
final class EncryptedConnection {
    private let process = Process()
    private let (input, output) = (Pipe(), Pipe())

    init(to port: UInt16) throws {
        process.executableURL = URL(filePath: "/usr/bin/openssl")
        process.arguments = ["s_client", "-quiet", "-connect", "127.0.0.1:\(port)"]
        (process.standardInput, process.standardOutput) = (input, output)
        process.standardError = FileHandle.nullDevice
        try process.run()
    }

    deinit { process.terminate() }

    /// The answer to a request for what is not there: a head and a problem document; less where the connection has ended.
    func ask(_ path: String) throws -> String {
        try input.fileHandleForWriting.write(contentsOf: Data("GET \(path) HTTP/1.1\r\nHost: test\r\n\r\n".utf8))
        var answer = ""
        while !answer.hasSuffix("}") {
            let piece = output.fileHandleForReading.availableData
            guard !piece.isEmpty else { break }
            answer += String(decoding: piece, as: UTF8.self)
        }
        return answer
    }
}
