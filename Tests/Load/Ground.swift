import Foundation
import SyncClient
import SyncModel
import SyncServer
import TestPostgres

/// A server with one team and many devices, which joined before it began.
final class Ground {
    static let team = "load"
    static let member = "Load Tester"

    let server: ServerProgram
    private let folder: String
    private let tokens: [DeviceToken]

    init(on store: Load.Store, devices: Int) throws {
        folder = NSTemporaryDirectory() + "fieldnotes-load-\(getpid())"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        var generator = SystemRandomNumberGenerator()
        tokens = (0..<devices).map { _ in DeviceToken(from: &generator) }
        let words = try Ground.prepare(store, in: folder, for: tokens)
        server = try ServerProgram(place: words, log: folder + "/log")
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    /// The server as one of the devices reaches it, over a connection of its own.
    func upstream(_ device: Int) throws -> HTTPUpstream {
        let token = tokens[device]
        return HTTPUpstream(address: try ServerAddress(server.address), team: Ground.team, token: token)
    }

    /// The server's news for one of the devices.
    func events(_ device: Int, until stop: Stop) throws -> EventStream {
        let token = tokens[device]
        return EventStream(address: try ServerAddress(server.address), team: Ground.team, token: token, stop: stop)
    }

    static func name(_ device: Int) -> String { "laptop-\(device)" }

    /// Lets all devices in while no server runs: it would want the data for itself.
    /// - Returns: how the server is told where its data lies.
    private static func prepare(_ store: Load.Store, in folder: String, for tokens: [DeviceToken]) throws -> [String] {
        switch store {
        case .sqlite:
            var generator = SystemRandomNumberGenerator()
            let directory = try DataDirectory(folder + "/data", isMade: true)
            let store = try directory.store(using: &generator, now: now)
            try letIn(tokens, to: store, secret: directory.secret(using: &generator))
            return ["--data", folder + "/data"]
        case .postgres:
            let url = try PostgresCluster.shared.get().database().url
            let store = try PostgresStore(PostgresAddress(url), clock: { now }, entropy: Admin.systemEntropy)
            try letIn(tokens, to: store, secret: store.secret())
            return ["--store", url]
        }
    }

    private static func letIn(_ tokens: [DeviceToken], to store: any ServerStore, secret: [UInt8]) throws {
        let service = SyncService(store: store, seal: Seal(secret: secret), clock: { now })
        let admin = Admin(service: service)
        try admin.createTeam(named: team)
        for (device, token) in tokens.enumerated() {
            let invitation = try admin.invite(member, to: team, address: "http://127.0.0.1")
            let code = invitation.invite.split(separator: "#").last.map(String.init) ?? ""
            _ = try service.join(JoinRequest(code: code, deviceName: name(device), tokenHash: token.hash))
        }
    }

    /// Milliseconds since 1970.
    private static var now: Int64 { Int64(Date().timeIntervalSince1970 * 1_000) }
}
