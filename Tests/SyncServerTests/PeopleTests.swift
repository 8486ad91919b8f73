import Dispatch
import SyncModel
import SyncServer
import TestSupport
import Testing

@Suite(.onEveryStore) struct PeopleTests {
    let server: BareServer
    private let token = String(repeating: "0f", count: 32)

    init() throws {
        server = try BareServer()
    }

    @Test func `an invitation lets one device in, under the name that it gave`() throws {
        let joined = try join(try code(), token)
        #expect(joined.team == "north-shire" && joined.member == "Priya Nair" && joined.device == "office-pc")
    }

    @Test func `the same code with the same token succeeds again, for the answer may have been lost`() throws {
        let code = try code()
        let first = try join(code, token)
        server.clock.advance(milliseconds: Admin.defaultLifetime + 1)
        let again = try join(code, token)
        #expect(again.device == first.device)
    }

    @Test func `the same code with another token fails`() throws {
        let code = try code()
        _ = try join(code, token)
        #expect(problem { try join(code, String(repeating: "1e", count: 32)) } == .invitationInvalid)
    }

    @Test func `an invitation that ran out fails`() throws {
        let code = try code()
        server.clock.advance(milliseconds: Admin.defaultLifetime)
        #expect(problem { try join(code, token) } == .invitationInvalid)
    }

    @Test func `a code is taken as people type it`() throws {
        #expect(try join(code().lowercased(), token).member == "Priya Nair")
    }

    @Test(arguments: ["", "FN1-", "FN2-00000000000000000000000000", "FN1-0000000000000000000000000U"])
    func `what is no code fails as a wrong one does`(code: String) {
        #expect(problem { try join(code, token) } == .invitationInvalid)
    }

    @Test(arguments: ["", "abc", String(repeating: "G", count: 64), String(repeating: "a", count: 62)])
    func `what is no hash is malformed, and burns nothing`(hash: String) throws {
        let code = try code()
        #expect(problem { try join(code, hash) } == .malformed)
        #expect(try join(code, token).member == "Priya Nair")
    }

    @Test func `a token in use already burns nothing`() throws {
        _ = try join(try code(), token)
        let second = try code()
        #expect(problem { try join(second, token) } == .malformed)
        #expect(try join(second, String(repeating: "1e", count: 32)).device == "office-pc-2")
    }

    @Test func `devices that join at once under one name get names of their own`() throws {
        let codes = try (0..<6).map { _ in try code() }
        let (names, server) = (Gathered<String>(), server)
        DispatchQueue.concurrentPerform(iterations: codes.count) { number in
            let hash = String(repeating: "0\(number)", count: 32)
            let request = JoinRequest(code: codes[number], deviceName: "office-pc", tokenHash: hash)
            #expect(throws: Never.self) { names.add(try server.service.join(request).device) }
        }
        #expect(Set(names.all) == Set(["office-pc"] + (2...6).map { "office-pc-\($0)" }))
    }

    @Test func `of those who use one code at the same moment, one is let in`() throws {
        let (code, names, server) = (try code(), Gathered<String>(), server)
        DispatchQueue.concurrentPerform(iterations: 6) { number in
            let hash = String(repeating: "0\(number)", count: 32)
            let request = JoinRequest(code: code, deviceName: "office-pc", tokenHash: hash)
            if let joined = try? server.service.join(request) { names.add(joined.device) }
        }
        #expect(names.all == ["office-pc"])
        #expect(try server.admin.devices(of: "north-shire").count == 1)
    }

    @Test func `a device that took another's number for its name does not stand in for it`() throws {
        let first = try server.join(device: "office-pc")
        let other = try server.join(device: "\(first.id + 2)")
        let lost = try server.join(device: "lost-laptop")
        #expect(other.device == String(lost.id))
        #expect(try server.admin.revoke(device: String(lost.id), of: "north-shire").devices == ["lost-laptop"])
    }

    @Test func `a member who was removed has lost every device and open invitation`() throws {
        let open = try code()
        _ = try join(try code(), token)
        #expect(try server.admin.revoke(member: "Priya Nair", of: "north-shire").devices == ["office-pc"])
        #expect(problem { try join(open, String(repeating: "1e", count: 32)) } == .invitationInvalid)
        let hash = try #require(Hex.bytes(token.utf8))
        let device = try server.service.device(withTokenHash: hash)
        #expect(device?.revoked == server.clock.now)
    }

    @Test func `who comes too late, or is shut out, is told since when`() throws {
        let (late, now) = (try code(), server.clock.now)
        let session = try server.session("Dana Wills", device: "tablet")
        _ = try server.admin.revoke(member: "Dana Wills", of: "north-shire")
        server.clock.advance(milliseconds: 30 * 86_400_000)
        let shut = #expect(throws: UpstreamError.self) { try session.head() }
        guard case .refused(let problem)? = shut else {
            Issue.record("\(String(describing: shut))")
            return
        }
        #expect(problem.code == .revoked && problem.since == now)
        let expired = #expect(throws: Problem.self) {
            try server.service.join(JoinRequest(code: late, deviceName: "d", tokenHash: token))
        }
        #expect(expired?.code == .invitationInvalid && expired?.since.map { $0 > now && $0 < server.clock.now } == true)
    }

    @Test func `a member invited anew is let in with a new device, while a revoked one stays out`() throws {
        _ = try join(try code(), token)
        _ = try server.admin.revoke(member: "Priya Nair", of: "north-shire")
        _ = try join(try code(), String(repeating: "1e", count: 32))
        let hash = try #require(Hex.bytes(token.utf8))
        let old = try server.service.device(withTokenHash: hash)
        #expect(old?.isRevoked == true)
    }

    @Test func `another device is no promotion`() throws {
        _ = try join(try code(), token)
        let hash = String(repeating: "1e", count: 32)
        _ = try join(try code(role: .reader), hash)
        let bytes = try #require(Hex.bytes(hash.utf8))
        #expect(try server.service.device(withTokenHash: bytes)?.role == .member)
    }

    @Test func `an invitation can be taken back before anyone used it`() throws {
        let code = try code()
        #expect(try server.admin.revoke(member: "Priya Nair", of: "north-shire").devices.isEmpty)
        #expect(problem { try join(code, token) } == .invitationInvalid)
        #expect(throws: AdminError.self) { try server.admin.revoke(member: "Nobody", of: "north-shire") }
    }

    @Test(arguments: ["", "North", "a b", "a/b", String(repeating: "a", count: 65)])
    func `a team's name must be fit for an address`(name: String) {
        #expect(throws: AdminError.self) { try server.admin.createTeam(named: name) }
    }

    @Test func `a team is made once`() {
        #expect(throws: AdminError.self) { try server.admin.createTeam(named: "north-shire") }
    }

    private func code(role: Role = .member) throws -> String {
        let made = try server.admin.invite(
            "Priya Nair", to: "north-shire", role: role, address: "https://notes.example")
        #expect(made.invite.hasPrefix("https://notes.example/join#FN1-"))
        return String(try #require(made.invite.split(separator: "#").last))
    }

    private func join(_ code: String, _ hash: String) throws -> JoinResponse {
        try server.service.join(JoinRequest(code: code, deviceName: "office-pc", tokenHash: hash))
    }

    private func problem(_ act: () throws -> JoinResponse) -> Problem.Code? {
        do {
            _ = try act()
            return nil
        } catch {
            return (error as? Problem)?.code
        }
    }
}
