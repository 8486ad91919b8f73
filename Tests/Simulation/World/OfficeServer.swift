import Foundation
import SyncServer
import TestSupport

/// Where a team's server keeps its records, and how it is backed up and restored.
protocol OfficeServer: AnyObject {
    var store: SQLiteStore { get }
    var hasBackup: Bool { get }
    func backUp() throws
    /// Puts the last backup in the place of what there is. The store is another one from then on.
    func restore() throws
}

extension OfficeServer {
    func hasTeam(_ name: String) throws -> Bool { try store.read { try $0.team(named: name) } != nil }
}

/// A server that lives as long as its seed.
final class MemoryServer: OfficeServer {
    private(set) var store: SQLiteStore
    private var backup: SQLiteStore?

    /// Made once and copied: making the tables takes longer than many a seed.
    private static let blank: SQLiteStore = {
        do {
            return try SQLiteStore.inMemory()
        } catch {
            preconditionFailure("no database can be made in memory: \(error)")
        }
    }()

    init() throws {
        store = try MemoryServer.blank.copiedInMemory()
    }

    var hasBackup: Bool { backup != nil }

    func backUp() throws { backup = try store.copiedInMemory() }

    func restore() throws {
        if let backup { store = try backup.copiedInMemory() }
    }
}

/// A server with its directory, as it is run. A backup is a copy of the database while the server is down.
final class FileServer: OfficeServer {
    private let path: String
    private var open: SQLiteStore?
    private var backup: [String: Data]?
    private var generator = SeededGenerator(seed: 5)
    private let clock: OfficeClock

    private static let names = ["fieldnotes.sqlite", "fieldnotes.sqlite-wal"]

    init(_ path: String, clock: OfficeClock) throws {
        self.path = path
        self.clock = clock
        try start()
    }

    var store: SQLiteStore {
        guard let open else { preconditionFailure("a server that is down is not asked") }
        return open
    }

    var hasBackup: Bool { backup != nil }

    func backUp() throws {
        open = nil
        backup = [:]
        for name in FileServer.names { backup?[name] = FileManager.default.contents(atPath: "\(path)/\(name)") }
        try start()
    }

    func restore() throws {
        open = nil
        for name in FileServer.names + ["fieldnotes.sqlite-shm"] {
            try? FileManager.default.removeItem(atPath: "\(path)/\(name)")
        }
        for (name, bytes) in backup ?? [:] { try bytes.write(to: URL(filePath: "\(path)/\(name)")) }
        try start()
    }

    private func start() throws {
        open = try DataDirectory(path, isMade: true).store(using: &generator, now: clock.now)
    }
}
