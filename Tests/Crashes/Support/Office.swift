import Foundation
import GRDB
import SyncModel
import TestSupport

@testable import SyncServer

/// A team's server whose store lies on a disk that can fail.
final class Office {
    let disk: Disk
    private var opened: (store: SQLiteStore, service: SyncService)?
    private var generator: SeededGenerator

    init(on disk: Disk, seed: UInt64) {
        self.disk = disk
        generator = SeededGenerator(seed: seed)
    }

    deinit { close() }

    var directory: String { disk.folder.appending("data") }

    private func open() throws -> (store: SQLiteStore, service: SyncService) {
        if let opened { return opened }
        let directory = try DataDirectory(self.directory, isMade: true)
        let secret = try directory.secret(using: &generator)
        let store = try directory.store(using: &generator, now: 0)
        let service = SyncService(
            store: store, seal: Seal(secret: secret), limits: Office.limits, clock: { FixedClock().now })
        opened = (store, service)
        return (store, service)
    }

    var store: SQLiteStore { get throws { try open().store } }

    /// Lets go of the files, as the end of a process does.
    func close() { opened = nil }

    /// Runs SQL on the connection that writes, outside any transaction.
    func pragma(_ sql: String) throws {
        try store.database.writeWithoutTransaction { try $0.execute(sql: sql) }
    }

    /// The service as the laptop of `author` sees it, who is let in where that has not happened yet.
    func session(of author: String) throws -> Session {
        let (store, service) = try open()
        let token = Array(author.utf8)
        if let device = try service.device(withTokenHash: token) { return service.session(for: device) }
        let id = try store.write { store in
            let team =
                try store.team(named: Office.team) ?? store.makeTeam(named: Office.team, identity: "office", at: 0)
            guard let team else { throw CocoaError(.coderInvalidValue) }
            let member = try store.admit(member: author, role: .member, to: team, at: 0)
            return try store.add(device: "\(author)-laptop", of: member, tokenHash: token, at: 0)
        }
        guard let device = try store.read({ try $0.device(id) }) else { throw CocoaError(.coderInvalidValue) }
        return service.session(for: device)
    }

    /// What a device is told that joins as `author`.
    static func welcome(_ author: String) -> JoinResponse {
        JoinResponse(
            team: team, member: author, device: "\(author)-laptop", serverTime: FixedClock().now, limits: .standard)
    }

    static let team = "north-shire"

    /// A change is soon too large for it, so that a refusal costs little.
    static let limits: Limits = {
        var limits = Limits.standard
        limits.changeBytes = 4_096
        return limits
    }()

    /// Whether the change is among those that were taken in.
    func keeps(_ dot: Dot) throws -> Bool {
        try store.read { store in
            guard let team = try store.team(named: Office.team) else { return false }
            return try store.change(dot, in: team) != nil
        }
    }

    func digest() throws -> SyncModel.Digest {
        try store.read { store in
            guard let team = try store.team(named: Office.team) else { return SyncModel.Digest() }
            return try store.head(of: team).digest
        }
    }

    /// All but the count of starts, for every look at the store after it was closed is one.
    func dump() throws -> Dump { try store.database.read { try Dump($0, without: "server") } }
}
