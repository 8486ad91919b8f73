import Foundation
import Glibc
import TestSupport
import Testing

@testable import SyncClient

@Suite struct TokenTests {
    private let directory: TemporaryDirectory
    private var path: String { directory.appending("token") }

    init() throws { directory = try TemporaryDirectory() }

    private func token() -> DeviceToken {
        var generator = SystemRandomNumberGenerator()
        return DeviceToken(from: &generator)
    }

    @Test func `a token is spelt in 43 characters, each time others`() {
        let tokens = (0..<100).map { _ in token().text }
        #expect(tokens.allSatisfy { $0.wholeMatch(of: /ntk_[A-Za-z0-9_-]{43}/) != nil })
        #expect(Set(tokens).count == 100)
    }

    @Test func `a server knows a token by the hash of its text`() throws {
        let token = try #require(DeviceToken("ntk_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8"))
        #expect(token.hash == "9f3b755b8245da02196621aefa3771f78dff5f15dc6703d26ceead7bcfcdf445")
    }

    @Test func `printing a token does not tell it`() {
        let token = token()
        #expect(!"\(token) \(String(reflecting: token)) \([token])".contains(token.text.dropFirst(4)))
    }

    @Test func `a token written is read again, and by nobody else`() throws {
        let (first, second) = (token(), token())
        try TokenFile(at: path).write(first)
        try TokenFile(at: path).write(second)
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? NSNumber
        #expect(mode?.intValue == 0o600)
        #expect(try TokenFile(at: path).read() == second)
        #expect(try FileManager.default.contentsOfDirectory(atPath: directory.path) == ["token"])
    }

    @Test func `a write that broke off before does not stand in the way`() throws {
        try "half".write(toFile: path + ".new", atomically: false, encoding: .utf8)
        let token = token()
        try TokenFile(at: path).write(token)
        #expect(try TokenFile(at: path).read() == token)
    }

    @Test func `a token that others can read is not used`() throws {
        try TokenFile(at: path).write(token())
        #expect(chmod(path, 0o640) == 0)
        #expect(throws: TokenFile.Failure.exposed) { try TokenFile(at: path).read() }
    }

    @Test func `a link is not followed`() throws {
        try TokenFile(at: path).write(token())
        #expect(symlink(path, path + ".link") == 0)
        #expect(throws: TokenFile.Failure.system(ELOOP)) { try TokenFile(at: path + ".link").read() }
    }

    @Test func `a file that holds no token, or is none, is told apart`() throws {
        #expect(throws: TokenFile.Failure.missing) { try TokenFile(at: path).read() }
        try "ntk_short\n".write(toFile: path, atomically: false, encoding: .utf8)
        #expect(chmod(path, 0o600) == 0)
        #expect(throws: TokenFile.Failure.unreadable) { try TokenFile(at: path).read() }
        try TokenFile(at: path).remove()
        try TokenFile(at: path).remove()
        #expect(throws: TokenFile.Failure.missing) { try TokenFile(at: path).read() }
    }
}
