import Foundation
import GRDB
import SyncModel
import TestSupport
import Testing

@testable import SyncServer

@Suite struct DataDirectoryTests {
    private let parent: TemporaryDirectory
    private let path: String

    init() throws {
        parent = try TemporaryDirectory()
        path = parent.appending("data")
    }

    @Test func `one process at a time has it`() throws {
        let first = try DataDirectory(path, isMade: true)
        #expect(throws: DataDirectoryError.locked(path)) { try DataDirectory(path, isMade: true) }
        withExtendedLifetime(first) {}
    }

    @Test func `its store holds it`() throws {
        let store = try start()
        #expect(throws: DataDirectoryError.locked(path)) { try DataDirectory(path, isMade: true) }
        _ = try store.read { try $0.epoch() }
    }

    @Test func `who let go of it leaves it to others`() throws {
        _ = try DataDirectory(path, isMade: true)
        _ = try DataDirectory(path, isMade: false)
    }

    @Test func `a missing one is made only where that is wanted`() throws {
        #expect(throws: DataDirectoryError.missing(path)) { try DataDirectory(path, isMade: false) }
    }

    @Test func `a directory of other things is left as it is, and a disk's own is taken`() throws {
        let manager = FileManager.default
        for (name, isTaken) in [("passwd", false), ("lost+found", true)] {
            let place = parent.appending(name)
            try manager.createDirectory(atPath: "\(place)/\(name)", withIntermediateDirectories: true)
            chmod(place, 0o755)
            #expect(((try? DataDirectory(place, isMade: true)) != nil) == isTaken, "\(name)")
            let mode = try manager.attributesOfItem(atPath: place)[.posixPermissions] as? NSNumber
            #expect(mode == (isTaken ? 0o700 : 0o755), "\(name)")
        }
    }

    @Test func `only its owner can look inside, whatever the mask of the process`() throws {
        umask(0)
        let store = try start()
        _ = try store.write { try $0.makeTeam(named: "north-shire", identity: "id", at: 0) }
        #expect(try mode("") == 0o700)
        let files = try FileManager.default.contentsOfDirectory(atPath: path)
        #expect(Set(files).isSuperset(of: ["lock", "secret", "starts", "fieldnotes.sqlite", "fieldnotes.sqlite-wal"]))
        for file in files { #expect(try mode(file) == 0o600, "\(file)") }
        #expect(umask(0o077) == 0o077, "what is made there later is its owner's alone, too")
    }

    @Test func `the secret outlives a restart, and a damaged one is not replaced`() throws {
        _ = try start()
        let secret = try Data(contentsOf: URL(filePath: path + "/secret"))
        _ = try start()
        #expect(try Data(contentsOf: URL(filePath: path + "/secret")) == secret)
        try secret.dropLast().write(to: URL(filePath: path + "/secret"))
        #expect(throws: DataDirectoryError.self) { try start() }
    }

    @Test func `an older copy of the database, put back, is noticed`() throws {
        let database = URL(filePath: path + "/fieldnotes.sqlite")
        let first = try epoch()
        let backup = try Data(contentsOf: database)
        #expect(try epoch() == first, "a restart is no restore")
        try backup.write(to: database)
        let restored = try epoch()
        #expect(restored != first)
        #expect(try epoch() == restored)
    }

    @Test func `a database that a later version has altered is left alone`() throws {
        _ = try start().database.write { try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('later')") }
        let reason = "a later version of this program has altered its tables"
        #expect(throws: DataDirectoryError.unusable(path, reason)) { try start() }
    }

    @Test func `a backup that an earlier version made is looked through, and restored`() throws {
        let file = BackupFile(parent.appending("backup"))
        let earlier = try DatabaseQueue(path: file.path)
        try Schema.migrator(epoch: 1).migrate(earlier, upTo: "3")
        try earlier.write { database in
            try database.execute(
                sql: "CREATE TABLE backup (id INTEGER PRIMARY KEY, made INTEGER NOT NULL, secret BLOB NOT NULL)")
            try database.execute(sql: "INSERT INTO backup VALUES (1, 5, zeroblob(32))")
        }
        try earlier.close()
        #expect(try Admin.verify(file).faults.isEmpty)
        #expect(try Admin.restore(file, to: path, epoch: 2, now: 9).made == 5)
        #expect(try start().read { try $0.life() } == Life(epoch: 2, since: 9, backup: 5))
    }

    @Test func `the lives of an earlier version's database are known by the ids that were used in them`() throws {
        let file = try DatabaseQueue(path: parent.appending("earlier"))
        try Schema.migrator(epoch: 6).migrate(file, upTo: "4")
        try file.write { database in
            try database.execute(
                sql: """
                    INSERT INTO team (id, name, created, sequence, digest, chain) VALUES (1, 'north', 0, 0, x'', 0);
                    INSERT INTO member (id, team, name, role, created) VALUES (1, 1, 'Sam', 'member', 0);
                    INSERT INTO device (id, member, name, tokenHash, created) VALUES (1, 1, 'laptop', x'', 0);
                    INSERT INTO replica (team, id, device, epoch) VALUES (1, 1, 1, 5), (1, 2, 1, 5), (1, 3, 1, 6);
                    """)
        }
        try Schema.migrate(file, epoch: 0)
        let past = try file.read { database in
            try [5, 6].filter { try SQLiteTransaction(database: database).isPast(life: $0) }
        }
        #expect(past == [5])
    }

    // MARK: Parts

    private func start() throws -> SQLiteStore {
        var generator = SystemRandomNumberGenerator()
        let directory = try DataDirectory(path, isMade: true)
        _ = try directory.secret(using: &generator)
        return try directory.store(using: &generator, now: 0)
    }

    /// Starts, and stops again.
    private func epoch() throws -> UInt64 {
        try start().read { try $0.epoch() }
    }

    private func mode(_ file: String) throws -> Int {
        let attributes = try FileManager.default.attributesOfItem(atPath: "\(path)/\(file)")
        return try #require((attributes[.posixPermissions] as? NSNumber)?.intValue)
    }
}
