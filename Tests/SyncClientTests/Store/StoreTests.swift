import Foundation
import GRDB
import SyncModel
import TestSupport
import Testing

@testable import SyncClient

@Suite struct StoreTests {
    @Test func `a commit waits for the disk, and only holders of the lock checkpoint`() throws {
        let folder = try TemporaryDirectory()
        let device = try Device("Sam", in: folder, seed: 1)
        let (synchronous, journal) = try device.replica.write { writer in
            (
                try Int.fetchOne(writer.db, sql: "PRAGMA synchronous"),
                try String.fetchOne(writer.db, sql: "PRAGMA journal_mode")
            )
        }
        #expect(synchronous == 2)
        #expect(journal == "wal")
    }

    @Test func `the replica is its owner's alone, whatever the umask`() throws {
        let folder = try TemporaryDirectory()
        let device = try Device("Sam", in: folder, seed: 1)
        try device.write("One.")
        let files = try FileManager.default.contentsOfDirectory(atPath: device.directory)
        #expect(files.count >= 3)
        for file in files {
            let attributes = try FileManager.default.attributesOfItem(atPath: device.directory + "/" + file)
            #expect(attributes[.posixPermissions] as? Int == 0o600, "\(file)")
        }
        let directory = try FileManager.default.attributesOfItem(atPath: device.directory)
        #expect(directory[.posixPermissions] as? Int == 0o700)
    }

    @Test func `a second replica in one place is refused, and the first is untouched`() throws {
        let folder = try TemporaryDirectory()
        let device = try Device("Sam", in: folder, seed: 1)
        try device.write("One.")
        #expect(throws: ReplicaError.exists(path: device.directory)) {
            try Replica.create(
                at: device.directory, author: "X", device: "x", Device.surroundings(FixedClock(), seed: 2))
        }
        #expect(try device.shown() == "One.")
    }

    @Test func `what a transaction threw on leaves no trace`() throws {
        struct Stop: Error {}
        let folder = try TemporaryDirectory()
        let device = try Device("Sam", in: folder, seed: 1)
        try device.write("One.")
        #expect(throws: Stop.self) {
            try device.replica.write { writer in
                let id = try Device.note("n")
                try writer.edit(id, FieldMap([(Device.body, Value(text: "Two."))]), sight: try writer.sight(of: id))
                throw Stop()
            }
        }
        #expect(try device.shown() == "One.")
        #expect(try device.unsentCount == 1)
    }

    @Test func `two processes on one replica take turns`() async throws {
        let folder = try TemporaryDirectory()
        let device = try Device("Sam", in: folder, seed: 1)
        let directory = device.directory
        await withTaskGroup(of: Void.self) { group in
            for writer in 0..<4 {
                group.addTask {
                    do {
                        let other = try Device(reopening: directory, seed: UInt64(writer + 10))
                        for turn in 0..<25 { try other.write("\(turn)", of: "n\(writer)") }
                    } catch {
                        Issue.record(error)
                    }
                }
            }
        }
        #expect(try (0..<4).map { try device.shown(of: "n\($0)") } == ["24", "24", "24", "24"])
        #expect(try device.replica.damage() == nil)
    }

    @Test func `a large write leaves no long log for the next opener to read through`() throws {
        let folder = try TemporaryDirectory()
        let device = try Device("Sam", in: folder, seed: 1)
        try device.replica.write { writer in
            for number in 0..<200 {
                let text = Value(text: String(repeating: "\(number) ", count: 10_000))
                try writer.edit(try Device.note("n\(number)"), FieldMap([(Device.body, text)]), sight: Sight())
            }
        }
        let log = try FileManager.default.attributesOfItem(atPath: device.directory + "/replica.sqlite-wal")
        #expect(try #require(log[.size] as? Int) < 4 << 20)
        #expect(try device.shown(of: "n199")?.utf8.count == 40_000)
    }

    @Test func `edits before a sync fold into one`() throws {
        let folder = try TemporaryDirectory()
        let device = try Device("Sam", in: folder, seed: 1)
        try device.write("One.")
        try device.write("Two.")
        try device.write("mixed", to: Device.stance)
        #expect(try device.unsentCount == 1)
        #expect(try device.shown() == "Two.")
    }

    @Test func `a text open in an editor never replaces what was written meanwhile`() throws {
        let folder = try TemporaryDirectory()
        let device = try Device("Sam", in: folder, seed: 1)
        try device.write("One.")
        let id = try Device.note("n")
        let opened = try device.replica.write { try $0.sight(of: id) }
        try device.write("Two, from another window.")
        try device.replica.write { writer in
            try writer.edit(id, FieldMap([(Device.body, Value(text: "One and a half."))]), sight: opened)
        }
        #expect(try Set(device.sides()) == ["Two, from another window.", "One and a half."])
        #expect(try device.isConflict())
    }

    @Test func `a replica that an older version made is brought up to date`() throws {
        let laptops = try TwoLaptops()
        let (sam, server) = (laptops.sam, laptops.server)
        try sam.write("One.")
        try sam.replica.write { writer in
            try writer.db.execute(sql: "DROP TABLE sent_value; DELETE FROM grdb_migrations WHERE identifier > '3'")
            try SchemaPrint.set(writer.db)
        }
        try sam.replica.close()
        let new = try Device(reopening: sam.directory, seed: 9)
        try new.write("mixed", to: Device.stance)
        try new.sync(try server.upstream(for: new))
        #expect(try new.replica.damage() == nil)
        #expect(try new.replica.read { try SentTable.dot($0.db, place: 1, field: Device.body) } != nil)
    }

    @Test func `a replica that a later version wrote is left alone`() throws {
        let folder = try TemporaryDirectory()
        let device = try Device("Sam", in: folder, seed: 1)
        try device.replica.write { try $0.db.execute(sql: "INSERT INTO grdb_migrations VALUES ('later')") }
        try device.replica.close()
        #expect(throws: ReplicaError.tooNew) { try Device(reopening: device.directory, seed: 2) }
    }

    @Test(arguments: ["edit = CAST(replace(edit, 'One.', 'Odd.') AS BLOB)", "sum = zeroblob(32)"])
    func `an unsent edit that the disk has altered is neither shown nor sent`(alteration: String) throws {
        let laptops = try TwoLaptops()
        let (sam, server) = (laptops.sam, laptops.server)
        try sam.write("One.")
        try sam.replica.write { try $0.db.execute(sql: "UPDATE outbox SET \(alteration)") }
        #expect(throws: ReplicaError.self) { try sam.shown() }
        #expect(throws: ReplicaError.self) { try sam.sync(try server.upstream(for: sam)) }
    }

    @Test func `a note whose unsent edit is gone is not taken for one that nobody wrote in`() throws {
        let laptops = try TwoLaptops()
        let sam = laptops.sam
        try sam.write("One.")
        try sam.sync(try laptops.server.upstream(for: sam))
        try sam.write("Two, not sent.")
        try sam.replica.write { try $0.db.execute(sql: "DELETE FROM outbox") }
        #expect(throws: ReplicaError.self) { try sam.state() }
        #expect(throws: ReplicaError.self) { try sam.write("Three.") }
    }

    @Test func `a state that was read before is checked anew where other bytes lie there now`() throws {
        let laptops = try TwoLaptops()
        let (sam, server) = (laptops.sam, laptops.server)
        try sam.write("One.")
        try sam.sync(try server.upstream(for: sam))
        #expect(try sam.shown() == "One.")
        for (before, now) in [("\"Sam\"", "\"Sim\""), ("\"Sim\"", "\"Sam\"")] {
            try sam.replica.write { writer in
                try writer.db.execute(
                    sql: "UPDATE note SET state = CAST(replace(state, ?, ?) AS BLOB)", arguments: [before, now])
            }
            if now == "\"Sim\"" { #expect(throws: ReplicaError.self) { try sam.shown() } }
        }
        #expect(try sam.shown() == "One.")
    }

    @Test func `what a replica holds adds up to its digest after each answer, whichever way it syncs`() throws {
        let laptops = try TwoLaptops()
        let (sam, priya, server) = (laptops.sam, laptops.priya, laptops.server)
        for text in ["One.", "Two."] {
            try sam.write(text)
            let report = try sam.replica.sync(
                with: try server.upstream(for: sam), direction: .sendOnly, random: { 0 }, pause: { _ in })
            #expect(try sam.replica.read { try $0.records.sum($0.db) } == report.digest)
            try priya.write("Priya has not read \(text)")
            try priya.sync(try server.upstream(for: priya))
        }
        try sam.sync(try server.upstream(for: sam))
        #expect(try priya.digest == sam.digest)
    }
}
