import Crypto
import Foundation
import SyncModel
import SyncServer
import TestSupport

@testable import SyncClient

/// A server with one team, in this process and in memory.
final class TeamServer {
    static let team = "north-shire"

    private(set) var store: SQLiteStore
    private(set) var service: SyncService
    let clock = FixedClock()
    private let seal = Seal(secret: (0..<32).map { _ in .random(in: 0...255) })
    private var admin: Admin { Admin(service: service) }
    private var tokens: [String: String] = [:]

    /// - Parameter identity: that of a team whose server lost everything; a new one is drawn where it is nil.
    init(identity: String? = nil) throws {
        let clock = self.clock
        store = try SQLiteStore.inMemory(epoch: .random(in: 1...UInt64.max))
        service = SyncService(store: store, seal: seal, clock: { clock.now })
        _ = try admin.createTeam(named: TeamServer.team, identity: identity)
    }

    /// Puts an older copy of the store in its place.
    /// - Parameter isTold: whether the server learns of it, as when its administrator restores a backup.
    func putBack(_ copy: SQLiteStore, isTold: Bool) throws {
        let clock = self.clock
        store = copy
        service = SyncService(store: copy, seal: seal, clock: { clock.now })
        guard isTold else { return }
        try store.write { store in
            try store.begin(Life(epoch: try store.epoch() &+ 1, since: clock.now, backup: 1_675_555_200_000))
        }
    }

    /// A new laptop that joined the team.
    func device(_ author: String, in folder: TemporaryDirectory) throws -> Device {
        let device = try Device(author, in: folder, seed: UInt64(author.utf8.reduce(0) { $0 &* 31 &+ UInt64($1) }))
        try join(device)
        return device
    }

    /// Lets a laptop join, as its owner.
    func join(_ device: Device) throws {
        let author = try device.replica.read { $0.identity.author }
        let name = try device.replica.read { $0.identity.device }
        let invitation = try admin.invite(author, to: TeamServer.team, role: .member, address: "http://127.0.0.1:1")
        let code = invitation.invite.split(separator: "#").last.map(String.init) ?? ""
        let hash = SHA256.hash(data: Array(UUID().uuidString.utf8)).map { String(format: "%02x", $0) }.joined()
        let joined = try service.join(JoinRequest(code: code, deviceName: name, tokenHash: hash))
        tokens[device.directory] = hash
        try device.replica.write { try $0.connect(joined, server: "http://127.0.0.1:1") }
    }

    /// Which team of its name this one is.
    var identity: String {
        get throws {
            return try store.read { store in
                guard let team = try store.team(named: TeamServer.team) else { throw Problem(.notFound, "no team") }
                return try store.identity(of: team)
            }
        }
    }

    /// A copy of a laptop has its token too.
    func share(_ device: Device, with copy: Device) { tokens[copy.directory] = tokens[device.directory] }

    /// The service as this laptop's token sees it.
    func upstream(for device: Device) throws -> any Upstream { try upstream(at: device.directory) }

    /// The service as the token of the laptop sees it that joined in `directory`.
    func upstream(at directory: String) throws -> any Upstream {
        let hash = tokens[directory].flatMap { Hex.bytes($0.utf8) } ?? []
        guard let identity = try service.device(withTokenHash: hash) else {
            throw Problem(.unauthorized, "no such token")
        }
        return service.session(for: identity)
    }
}
