import Foundation
import TestSupport
import Testing

@testable import SyncClient

@Suite final class TokenRenewalTests {
    private let directory: TemporaryDirectory
    private var path: String { directory.appending("token") }
    private var file: TokenFile { TokenFile(at: path) }
    private let first: DeviceToken
    private var offered: [DeviceToken] = []

    private struct Lost: Error {}

    init() throws {
        directory = try TemporaryDirectory()
        var generator = SystemRandomNumberGenerator()
        first = DeviceToken(from: &generator)
        try file.write(first)
    }

    /// Tries to renew the token when it is so many days old; the offers with the places in `lost` fail.
    private func renew(days: Int = 31, losing lost: Set<Int> = []) throws {
        var generator = SystemRandomNumberGenerator()
        let now = Int(Date().timeIntervalSince1970) + days * 86_400
        let before = offered.count
        try TokenRenewal(at: path).renewIfDue(now: now, using: &generator) { token in
            offered.append(token)
            if lost.contains(offered.count - before) { throw Lost() }
        }
    }

    private var files: [String] { get throws { try FileManager.default.contentsOfDirectory(atPath: directory.path) } }

    @Test func `a token is kept for a month, and then there is another, beside those before it`() throws {
        try renew(days: 30)
        #expect(try offered.isEmpty && file.read() == first)
        for _ in 0..<5 { try renew() }
        #expect(Set(offered).count == 5 && offered.count == 10, "each is offered, and then shown")
        #expect(try file.all() == [offered[8], offered[6], offered[4], offered[2]])
        #expect(try files == ["token"])
    }

    @Test
    func
        `while the server has not said that it knows the new one, the old one stays, and the next try offers the same`()
        throws
    {
        for _ in 0..<2 {
            #expect(throws: Lost.self) { try renew(losing: [1]) }
            #expect(try file.read() == first)
        }
        try renew()
        #expect(Set(offered).count == 1)
        #expect(try file.all() == [offered[0], first])
    }

    @Test func `from when the server knows it, the new one is shown, whatever comes between`() throws {
        #expect(throws: Lost.self) { try renew(losing: [2]) }
        #expect(try file.all() == [offered[0], first])
    }

    @Test func `what a crash left behind of the last renewal is not offered again`() throws {
        try renew()
        try TokenFile(at: path + ".next").write(offered[0])
        try renew()
        #expect(offered[2] != offered[0])
        #expect(try files == ["token"])
    }

    @Test func `two processes do not renew at once`() throws {
        var generator = SystemRandomNumberGenerator()
        let now = Int(Date().timeIntervalSince1970) + 31 * 86_400
        try TokenRenewal(at: path).renewIfDue(now: now, using: &generator) { token in
            offered.append(token)
            guard offered.count == 1 else { return }
            try renew()
            #expect(offered.count == 1, "another one was offered meanwhile")
        }
        #expect(Set(offered).count == 1)
    }

    @Test func `a device goes back only behind a backup that is older than its token`() throws {
        let renewal = TokenRenewal(at: path)
        let now = Int64(Date().timeIntervalSince1970) * 1_000
        #expect(!renewal.goBack(behind: 0), "there is none before")
        try renew()
        #expect(!renewal.goBack(behind: now + 2 * 86_400_000))
        #expect(renewal.goBack(behind: now - 60_000))
        #expect(try file.all() == [first])
        #expect(!renewal.goBack(behind: now - 60_000))
    }
}
