import Foundation
import Testing

/// HAProxy or nginx in front of two servers, as the server's page says to set it up.
final class Balancer {
    enum Kind: String, CaseIterable, CustomTestStringConvertible {
        case haproxy, nginx

        var testDescription: String { rawValue }
        fileprivate var program: String { "/usr/sbin/\(rawValue)" }
        var isInstalled: Bool { FileManager.default.isExecutableFile(atPath: program) }
    }

    let port: UInt16
    private let folder: Folder
    private let child: Child

    /// - Parameter pair: the certificate and its key; nil for a proxy that bare sockets can speak to.
    init(
        _ kind: Kind, before servers: [ServerProcess], showing pair: (certificate: String, key: String)? = nil
    ) throws {
        folder = try Folder()
        port = try Port.own()
        let page = try Balancer.leading(Balancer.page(kind), to: servers)
        let text =
            try pair.map { [folder] in try Balancer.encrypting(page, by: $0, in: folder) } ?? Balancer.opening(page)
        let placed = text.replacing("bind :443", with: "bind 127.0.0.1:\(port)")
            .replacing("listen 443", with: "listen 127.0.0.1:\(port)")
        let file = try folder.file("conf", Balancer.whole(placed, for: kind, in: folder.path).utf8)
        let start = kind == .haproxy ? ["-db", "-f", file] : ["-p", folder.path, "-c", file]
        child = try Child(
            kind.program, start.map { Array($0.utf8) }, environment: Programs.surroundings(home: folder.path))
        let isUp = Child.await(seconds: 10) { !child.isRunning || Balancer.answers(at: port) }
        try #require(isUp && child.isRunning, "\(String(decoding: child.complained, as: UTF8.self))")
    }

    private static func answers(at port: UInt16) -> Bool {
        guard let connection = try? Loopback.connection(to: port) else { return false }
        close(connection)
        return true
    }

    /// What it has kept of what went through it, its own files left out.
    var leftBehind: [String] {
        let files = FileManager.default.enumerator(at: URL(filePath: folder.path), includingPropertiesForKeys: nil)
        return (files?.compactMap { $0 as? URL } ?? []).filter { !$0.hasDirectoryPath }.map(\.lastPathComponent)
            .filter { !["conf", "both.pem", "pid"].contains($0) }
    }

    var address: String { "https://127.0.0.1:\(port)" }

    // MARK: The page's words

    private static func page(_ kind: Kind) throws -> String {
        let page = try String(contentsOf: ReadmeTests.top.appending(path: "Server/README.md"), encoding: .utf8)
        let block = page.components(separatedBy: "```\(kind.rawValue)\n").dropFirst().first
        return try #require(block?.components(separatedBy: "\n```").first)
    }

    /// With `servers` in place of the page's examples.
    private static func leading(_ text: String, to servers: [ServerProcess]) -> String {
        servers.enumerated().reduce(text) { text, entry in
            let (example, server) = ("10.0.0.\(entry.offset + 1):7350", entry.element)
            return text.replacing("\(example) port 7351", with: "\(example) port \(server.watchPort ?? 0)")
                .replacing(example, with: "127.0.0.1:\(server.port)")
        }
    }

    private static func encrypting(
        _ text: String, by pair: (certificate: String, key: String), in folder: Folder
    ) throws -> String {
        let both = try [pair.certificate, pair.key].map { try String(contentsOfFile: $0, encoding: .utf8) }.joined()
        return text.replacing("/etc/haproxy/fieldnotes.pem", with: try folder.file("both.pem", both.utf8))
            .replacing("/etc/fieldnotes/server.pem", with: pair.certificate)
            .replacing("/etc/fieldnotes/server.key", with: pair.key)
    }

    private static func opening(_ text: String) -> String {
        text.replacing(/ssl crt .*/, with: "").replacing("listen 443 ssl", with: "listen 443")
            .replacing(/ssl_certificate.*/, with: "")
    }

    /// What Debian's own files put around the page's words.
    private static func whole(_ text: String, for kind: Kind, in folder: String) -> String {
        guard kind == .nginx else { return text + "\n" }
        let places = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map { "\($0)_temp_path \(folder)/\($0);" }
        return """
            daemon off; master_process off; pid \(folder)/pid; error_log stderr;
            events {}
            http { \(places.joined(separator: " "))
            \(text)
            }

            """
    }
}
