import SyncModel
import SyncServer
import Synchronization
import TestSupport
import Testing

/// Access that ends, ends at once and for good.
@Suite(.onEveryStore) struct RevocationTests {
    /// Notes whose access ended.
    private final class Doorkeeper: ServiceListener {
        let ended = Mutex<Set<Int64>>([])

        func headMoved(of team: Team, to sequence: UInt64) {}
        func accessEnded(of device: Int64) { ended.withLock { _ = $0.insert(device) } }
    }

    private let doorkeeper: Doorkeeper
    private let server: BareServer

    init() throws {
        doorkeeper = Doorkeeper()
        server = try BareServer(listener: doorkeeper)
    }

    @Test func `whoever waits on a revoked device is told at once, and nobody else`() throws {
        let lost = try server.join(device: "sam-laptop")
        _ = try server.join(device: "sam-tablet")
        _ = try server.admin.revoke(device: "sam-laptop", of: server.team)
        #expect(doorkeeper.ended.withLock { $0 } == [lost.id])
    }

    @Test func `whoever waits on any device of a removed member is told at once, and nobody else`() throws {
        let devices = try ["sam-laptop", "sam-tablet"].map { try server.join(device: $0) }
        _ = try server.join("Priya Nair", device: "office-pc")
        _ = try server.admin.revoke(member: "Sam Okafor", of: server.team)
        #expect(doorkeeper.ended.withLock { $0 } == Set(devices.map(\.id)))
    }

    @Test func `a revoked device does not come back by the code that let it in`() throws {
        let request = try invitation(token: "aa")
        let joined = try server.service.join(request)
        _ = try server.admin.revoke(device: joined.device, of: server.team)
        #expect(throws: Problem.self) { try server.service.join(request) }
    }

    @Test func `a known token does not make another's code good`() throws {
        _ = try server.service.join(try invitation(token: "aa"))
        let others = try invitation(token: "bb")
        _ = try server.service.join(others)
        let mixed = JoinRequest(
            code: others.code, deviceName: "laptop", tokenHash: String(repeating: "aa", count: 32))
        #expect(throws: Problem.self) { try server.service.join(mixed) }
    }

    private func invitation(token: String) throws -> JoinRequest {
        let made = try server.admin.invite("Sam Okafor", to: server.team, address: "http://127.0.0.1")
        let code = try #require(made.invite.split(separator: "#").last)
        return JoinRequest(
            code: String(code), deviceName: "laptop", tokenHash: String(repeating: token, count: 32))
    }
}
