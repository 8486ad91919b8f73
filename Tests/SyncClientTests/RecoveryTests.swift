import Foundation
import GRDB
import SyncModel
import TestSupport
import Testing

@testable import SyncClient

/// A replica that is damaged, made anew from what can be read of it and from the server.
@Suite struct RecoveryTests {
    let folder: TemporaryDirectory
    let server: TeamServer
    let place: String

    init() throws {
        folder = try TemporaryDirectory()
        server = try TeamServer()
        let sam = try server.device("Sam", in: folder)
        place = sam.directory
        try sam.write("Sent.", of: "a")
        try sam.write("Sent too.", of: "b")
        try sam.sync(try server.upstream(for: sam))
        try sam.write("Unsent words of a.", of: "a")
        try sam.write("Unsent words of c.", of: "c")
    }

    private func surroundings(_ seed: UInt64 = 9) -> Surroundings { Device.surroundings(FixedClock(), seed: seed) }

    /// Changes bytes of the closed replica behind the program's back.
    private func alter(_ old: String, to new: String) throws {
        let file = URL(filePath: place + "/replica.sqlite")
        var bytes = try Data(contentsOf: file)
        #expect(bytes.range(of: Data(old.utf8)) != nil)
        while let found = bytes.range(of: Data(old.utf8)) { bytes.replaceSubrange(found, with: new.utf8) }
        try bytes.write(to: file)
    }

    private func fromServer(_ recovery: Recovery) throws -> Salvage {
        _ = try recovery.replica.sync(with: try server.upstream(at: place), random: { 0 }, pause: { _ in })
        return recovery.salvage
    }

    private func reopened() throws -> Device { try Device(reopening: place, seed: 12) }

    @Test func `notes come from the server, unsent work from the damaged file, which is set aside as it was`() throws {
        let before = try Replica(at: place, surroundings()).read { $0.identity }
        try alter("CREATE TABLE", to: "CREATE TABBY")
        let damaged = try Data(contentsOf: URL(filePath: place + "/replica.sqlite"))
        #expect(throws: ReplicaError.self) { try Replica(at: place, surroundings()) }
        let (salvage, name) = try Recovery.perform(at: place, surroundings(), fromServer)
        #expect(salvage.unsent.count == 2 && salvage.unreadable == 0)
        #expect(name == "replica.damaged-1")
        #expect(try Data(contentsOf: URL(filePath: "\(place)/\(name)")) == damaged)
        let sam = try reopened()
        #expect(try sam.replica.damage() == nil)
        #expect(try sam.sides(of: "a") == ["Unsent words of a."])
        #expect(try sam.shown(of: "b") == "Sent too.")
        #expect(try sam.shown(of: "c") == "Unsent words of c.")
        #expect(try sam.unsentCount == 0)
        #expect(try sam.id != before.id)
        #expect(try sam.replica.read { $0.identity.earlier } == before.earlier + [before.id])
        #expect(!FileManager.default.fileExists(atPath: place + "/recovering"))
    }

    @Test func `an unsent edit that was altered is never sent, and counted; the others are kept`() throws {
        try alter("Unsent words of a.", to: "Unsaid words of a.")
        let damaged = try reopened()
        #expect(throws: ReplicaError.self) { try damaged.shown(of: "a") }
        #expect(throws: ReplicaError.self) { try damaged.sync(try server.upstream(at: place)) }
        try damaged.replica.close()
        let (salvage, _) = try Recovery.perform(at: place, surroundings(), fromServer)
        #expect(salvage.unsent.map(\.id.key) == ["c"])
        #expect(salvage.unreadable == 1)
        let sam = try reopened()
        #expect(try sam.shown(of: "a") == "Sent.")
        #expect(try sam.shown(of: "c") == "Unsent words of c.")
    }

    @Test func `what was refused keeps its place when a replica is made anew, and later refusals get others`()
        throws
    {
        let sam = try reopened()
        let long = String(repeating: "long ", count: Limits.standard.changeBytes)
        try sam.write(long, of: "last")
        #expect(try sam.sync(try server.upstream(at: place)).refusals.count == 1)
        try sam.replica.close()
        _ = try Recovery.perform(at: place, surroundings(), fromServer)
        let anew = try reopened()
        try anew.write(long, of: "later")
        #expect(try anew.sync(try server.upstream(at: place)).refusals.count == 1)
        #expect(try anew.replica.read { try QuarantineTable.edits($0.db) }.map(\.id.key) == ["last", "later"])
    }

    @Test func `what was refused is found in a replica that is made anew, and no later edit gets its place`() throws {
        let sam = try reopened()
        try sam.write(String(repeating: "long ", count: Limits.standard.changeBytes), of: "last")
        #expect(try sam.sync(try server.upstream(at: place)).refusals.count == 1)
        try sam.replica.close()
        _ = try Recovery.perform(at: place, surroundings(), fromServer)
        let anew = try reopened()
        let id = try Device.note("last")
        let refused = try #require(try anew.replica.read { try $0.quarantine(of: id) }.first)
        #expect(try anew.replica.read { try String.fetchAll($0.db, sql: "SELECT key FROM note") }.contains("last"))
        try anew.replica.write { try $0.dropQuarantined(refused) }
        try anew.write("Later.", of: "later")
        let later = try anew.replica.read { try OutboxTable.edits($0.db, of: Device.note("later")) }
        #expect(try #require(later.first).place > refused.edit.place)
    }

    @Test func `where the server does not answer, all stays as it was`() throws {
        try alter("Unsent words of a.", to: "Unsaid words of a.")
        let damaged = try Data(contentsOf: URL(filePath: place + "/replica.sqlite"))
        #expect(throws: UpstreamError.self) {
            try Recovery.perform(at: place, surroundings()) { _ in
                throw UpstreamError.unreachable("no network", isConnected: false)
            }
        }
        #expect(try Data(contentsOf: URL(filePath: place + "/replica.sqlite")) == damaged)
        #expect(try Set(FileManager.default.contentsOfDirectory(atPath: place)).isSubset(of: files))
    }

    private let files: Set = ["replica.sqlite", "replica.sqlite-wal", "replica.sqlite-shm", "lock"]

    @Test func `a recovery cut short while the new replica took its place is finished`() throws {
        try alter("CREATE TABLE", to: "CREATE TABBY")
        // Up to the step before the last: the damaged file is set aside, its log gone, the new one beside it.
        let (_, name) = try Recovery.perform(at: place, surroundings(), fromServer)
        try FileManager.default.moveItem(atPath: place + "/replica.sqlite", toPath: place + "/replica.rebuilt")
        try FileManager.default.copyItem(atPath: "\(place)/\(name)", toPath: place + "/replica.sqlite")
        #expect(try Recovery.finish(at: place, surroundings()))
        #expect(try reopened().shown(of: "c") == "Unsent words of c.")
        #expect(try !Recovery.finish(at: place, surroundings()))
    }

    @Test func `what was open in an editor is saved as what was opened`() throws {
        let sam = try reopened()
        let id = try Device.note("c")
        let opened = try sam.replica.write { try $0.sight(of: id) }
        try sam.replica.close()
        try alter("CREATE TABLE", to: "CREATE TABBY")
        _ = try Recovery.perform(at: place, surroundings()) { _ in }
        let new = try reopened()
        try new.replica.write { writer in
            try writer.edit(id, FieldMap([(Device.body, Value(text: "Saved from the editor."))]), sight: opened)
        }
        #expect(try new.sides(of: "c") == ["Saved from the editor."])
    }

    @Test func `what was open in an editor, folded into and sent, is saved as what was opened`() throws {
        let sam = try reopened()
        let id = try Device.note("c")
        let opened = try sam.replica.write { try $0.sight(of: id) }
        try sam.write("mixed", to: Device.stance, of: "c")
        try sam.sync(try server.upstream(for: sam))
        try sam.replica.close()
        try alter("CREATE TABLE", to: "CREATE TABBY")
        _ = try Recovery.perform(at: place, surroundings(), fromServer)
        let new = try reopened()
        try new.replica.write { writer in
            try writer.edit(id, FieldMap([(Device.body, Value(text: "Saved from the editor."))]), sight: opened)
        }
        #expect(try new.sides(of: "c") == ["Saved from the editor."])
    }

    @Test func `a replica that cannot tell whose it is asks no server`() throws {
        try alter("http://127.0.0.1:1", to: "http://127.0.0.7:1")
        let (salvage, _) = try Recovery.perform(at: place, surroundings()) { $0.salvage }
        #expect(salvage.identity == nil)
        #expect(salvage.unsent.count == 2)
        let new = try reopened()
        #expect(try new.replica.read { $0.identity.server } == nil)
        #expect(try new.replica.read { $0.identity.author } == "Sam")
        #expect(try new.shown(of: "c") == "Unsent words of c.")
    }
}
