import Foundation
import Testing

/// A device speaks to no server without encryption, but to one on the same machine.
@Suite(.enabled(if: SocketTrace.isPossible, "strace is not installed")) struct PlaintextTests {
    private static let code = "FN1-3XK9M2Q7W4R8T1V6C5Z0Y3B7K4"

    static let attacks = [
        "http://192.0.2.1", "http://notes.example", "http://localhost", "http://127.0.0.1@evil.example",
        "http://127.0.0.1:80@evil.example", "http://localhost.evil.example", "http://127.0.0.1.evil.example",
        "http://2130706433", "http://0x7f000001", "http://0177.0.0.1", "http://127.1", "http://[::ffff:127.0.0.1]",
        "http://127.0.0.1\\@evil.example", "http://127.0.0.1%2eevil.example", "http://①②⑦.0.0.1",
        "ftp://127.0.0.1", "file:///etc/passwd", "//127.0.0.1", "https://user:word@notes.example",
        "https://notes.example/elsewhere",
    ]

    @Test(arguments: attacks) func `an address that may lead elsewhere is refused before any packet`(
        address: String
    ) throws {
        let invitation = "\(address)/join#\(Self.code)"
        let alone = try Laptop(alone: "Sam Okafor")
        for (words, laptop) in [(["connect", invitation], alone), (["init", "--invite", invitation], try Laptop())] {
            let trace = try SocketTrace(of: words, on: laptop)
            #expect(trace.run.code == 2, "\(trace.run)")
            #expect(trace.sockets.isEmpty, "\(trace.sockets)")
        }
    }

    @Test func `a proxy that the surroundings name hears nothing that goes to this machine`() throws {
        let (listener, port) = try Loopback.listener()
        defer { close(listener) }
        let team = try Team()
        var sam = try Laptop()
        let proxy = "http://127.0.0.1:\(port)"
        sam.environment = ["http_proxy": proxy, "https_proxy": proxy, "ALL_PROXY": proxy]
        try sam.run("init", "--invite", team.invitation(for: "Sam Okafor"))
        #expect(!Loopback.isReadable(listener, milliseconds: 0))
    }

    @Test func `no password file is read`() throws {
        let team = try Team()
        let sam = try team.laptop(of: "Sam Okafor")
        _ = try sam.folder.file(".netrc", "default login sam password secret\n".utf8)
        let trace = try SocketTrace(of: ["sync"], on: sam, watching: "trace=openat")
        #expect(trace.run.code == 0 && !trace.calls.isEmpty)
        #expect(!trace.calls.contains { $0.contains(".netrc") })
    }
}
