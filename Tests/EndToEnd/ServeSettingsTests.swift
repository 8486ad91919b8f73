import Foundation
import Testing

/// What `serve` is told, and what it refuses before it begins.
@Suite struct ServeSettingsTests {
    private let folder: Folder

    init() throws { folder = try Folder() }

    /// A `serve` that ends by itself, for it was told something that cannot be.
    private func serve(_ words: String..., environment: [String: String] = [:], expecting code: Int32) throws -> Run {
        let all = ["serve", "--data", "\(folder.path)/data"] + words
        let surroundings = Programs.surroundings(home: folder.path).merging(environment) { $1 }
        let run = try Child(Programs.server, all.map { Array($0.utf8) }, environment: surroundings).finish()
        #expect(run.code == code, "\(run)")
        #expect(!FileManager.default.fileExists(atPath: "\(folder.path)/data"))
        return run
    }

    @Test(arguments: ["0.0.0.0:0", "[::]:0", "192.0.2.1:443", "localhost:0", "notes.example:443"])
    func `an address that others can reach is refused without encryption, before anything is begun`(
        place: String
    ) throws {
        #expect(try serve("--listen", place, expecting: 2).complained.contains("--tls-cert"))
        #expect(
            try serve(environment: ["FIELDNOTES_SERVER_LISTEN": place], expecting: 2).complained.contains("unencrypted")
        )
    }

    @Test func `an address or a directory that another server has is told to be taken, with what to do`() throws {
        let server = try ServerProcess()
        let place = "127.0.0.1:\(server.port)"
        let begun = try Child(
            Programs.server, ["serve", "--data", "\(folder.path)/own", "--listen", place].map { Array($0.utf8) },
            environment: Programs.surroundings(home: folder.path)
        ).finish()
        #expect(begun.code == 1, "\(begun)")
        #expect(begun.complained.contains("cannot listen at \(place): Address already in use.\nNext: "), "\(begun)")
        let second = try server.admin(["serve", "--listen", "127.0.0.1:0"], expecting: 7)
        #expect(second.complained.contains("Another process holds \(server.data).\nNext: stop"), "\(second)")
    }

    @Test func `behind a proxy any address will do`() throws {
        _ = try ServerProcess(serving: ["--behind-proxy"], listening: "0.0.0.0:0")
    }

    @Test func `a flag goes before the environment, and that before the file`() throws {
        let file = try folder.file("server.conf", "# Ours\n\nlisten = nowhere\n".utf8)
        #expect(
            try serve("--config", file, expecting: 2).complained.contains(
                "listen in \(file) is HOST:PORT, as in 127.0.0.1:7350, not \"nowhere\"."))
        let told = ["FIELDNOTES_SERVER_LISTEN": "neither"]
        #expect(
            try serve("--config", file, environment: told, expecting: 2).complained
                .contains("FIELDNOTES_SERVER_LISTEN is HOST:PORT, as in 127.0.0.1:7350, not \"neither\"."))
        #expect(
            try serve("--config", file, "--listen", "here", environment: told, expecting: 2).complained
                .contains("--listen is HOST:PORT, as in 127.0.0.1:7350, not \"here\"."))
        _ = try ServerProcess(serving: ["--config", file])
    }

    @Test(arguments: ["listen", "lsten = 127.0.0.1:0", "listen = 127.0.0.1:0\nlisten = 127.0.0.1:1"])
    func `a file that says something else than settings is refused`(text: String) throws {
        let file = try folder.file("server.conf", text.utf8)
        #expect(try serve("--config", file, expecting: 2).complained.contains("of \(file)"))
    }

    @Test func `a file that is not there is refused, and so is half a certificate`() throws {
        _ = try serve("--config", "\(folder.path)/none", expecting: 9)
        _ = try serve("--tls-cert", "cert.pem", expecting: 2)
        _ = try serve("--tls-cert", "\(folder.path)/none", "--tls-key", "\(folder.path)/none", expecting: 9)
    }

    @Test(.enabled(if: Certificates.isPossible, "openssl or faketime is not installed"))
    func `a key that everybody may read, or that is another's, is refused`() throws {
        let certificates = try Certificates()
        let (pair, other) = (try certificates.pair(), try certificates.pair("other"))
        let words = ["--tls-cert", pair.certificate, "--tls-key"]
        #expect(
            try serve(words[0], words[1], words[2], other.key, expecting: 9).complained.contains("is not the key of"))
        chmod(pair.key, 0o644)
        #expect(try serve(words[0], words[1], words[2], pair.key, expecting: 9).complained.contains("everybody"))
    }
}
