import Crypto
import SyncModel
import SyncServer
import TestSupport
import Testing

/// How a device changes the secret by which it is known.
@Suite(.onEveryStore) struct TokenTests {
    private let server: BareServer
    private let device: DeviceIdentity
    private let old = TokenTests.hash("old")
    private let new = TokenTests.hash("new")

    init() throws {
        server = try BareServer()
        device = try server.join(device: "sam-laptop", token: "old")
    }

    private static func hash(_ token: String) -> [UInt8] { Array(SHA256.hash(data: Array(token.utf8))) }

    private func offer(_ hash: [UInt8]) throws {
        try server.service.session(for: device).changeToken(to: Hex.text(of: hash))
    }

    private func known(_ hash: [UInt8]) throws -> DeviceIdentity? { try server.service.device(withTokenHash: hash) }

    @Test func `both tokens are good until the new one is used, however often it is offered`() throws {
        for _ in 0..<2 { try offer(new) }
        server.clock.advance(milliseconds: 86_400_000)
        for _ in 0..<2 { #expect(try known(old)?.id == device.id) }
        #expect(try known(new)?.id == device.id)
        #expect(try known(new)?.id == device.id)
    }

    @Test func `one that was offered and never used can be replaced by another`() throws {
        try offer(new)
        try offer(TokenTests.hash("newer"))
        #expect(try known(new) == nil)
        #expect(try known(TokenTests.hash("newer"))?.id == device.id)
    }

    @Test func `the old one may still come for a moment, and shown after that it shuts the device out`() throws {
        try offer(new)
        _ = try known(new)
        server.clock.advance(milliseconds: 600_000)
        #expect(try known(old)?.isRevoked == false)
        server.clock.advance(milliseconds: 1)
        #expect(try known(old)?.isRevoked == true)
        #expect(try known(new)?.isRevoked == true, "nobody can tell which of the two is the owner")
        let deeds = try server.admin.audit(of: server.team, since: nil).map(\.deed)
        #expect(deeds.suffix(2) == ["tokenChanged", "tokenReused"])
        _ = try known(old)
        #expect(try server.admin.audit(of: server.team, since: nil).count == deeds.count, "it is written down once")
    }

    @Test func `every earlier token shuts out, not only the last`() throws {
        try offer(new)
        _ = try known(new)
        try offer(TokenTests.hash("newer"))
        _ = try known(TokenTests.hash("newer"))
        server.clock.advance(milliseconds: 700_000)
        #expect(try known(old)?.isRevoked == true)
    }

    @Test func `no token is two devices', and an ended one is nobody's again`() throws {
        _ = try server.join(device: "sam-tablet", token: "other")
        #expect(throws: UpstreamError.self) { try offer(TokenTests.hash("other")) }
        try offer(new)
        _ = try known(new)
        #expect(throws: UpstreamError.self) { try offer(old) }
        let made = try server.admin.invite("Dana", to: server.team, address: "http://127.0.0.1")
        let code = String(made.invite.split(separator: "#").last ?? "")
        #expect(throws: Problem.self) {
            try server.service.join(JoinRequest(code: code, deviceName: "d", tokenHash: Hex.text(of: old)))
        }
    }

    @Test func `a device that was shut out changes nothing`() throws {
        _ = try server.admin.revoke(device: "sam-laptop", of: server.team)
        #expect(throws: UpstreamError.self) { try offer(new) }
        #expect(try known(new) == nil)
    }

    @Test(arguments: ["", "abc", String(repeating: "g", count: 64)])
    func `what is no hash is malformed`(text: String) throws {
        #expect(throws: UpstreamError.self) { try server.service.session(for: device).changeToken(to: text) }
    }
}
