import CSQLite
import Foundation
import GRDB
import Notebook
import SyncModel
import Synchronization
import TestSupport

@testable import SyncClient

/// A replica of notes on a disk that can fail.
final class Laptop {
    static let body = FieldKey(known: "body")

    let disk: Disk
    let author: String
    private let surroundings: Surroundings
    private var opened: Replica?

    /// - Parameter seed: of the ids that the replica draws.
    init(_ author: String, on disk: Disk, seed: UInt64) {
        self.disk = disk
        self.author = author
        let generator = Mutex(SeededGenerator(seed: seed))
        let clock = FixedClock()
        surroundings = Notebook.surroundings(
            clock: { clock.now }, draw: { generator.withLock { ReplicaID.random(using: &$0) } }, purpose: "a test")
    }

    deinit { close() }

    var directory: String { disk.folder.appending("replica") }

    /// The replica, which is opened, or made, where it is not open yet.
    var replica: Replica {
        get throws {
            if let opened { return opened }
            let replica =
                Replica.exists(at: directory)
                ? try Replica(at: directory, surroundings)
                : try Replica.create(at: directory, author: author, device: "\(author)-laptop", surroundings)
            opened = replica
            return replica
        }
    }

    /// Lets go of the files, as the end of a process does.
    func close() { opened = nil }

    /// Runs SQL that must not stand in a transaction.
    func pragma(_ sql: String) throws {
        let connection = try replica.read { $0.db.sqliteConnection }
        let code = sqlite3_exec(connection, sql, nil, nil, nil)
        guard code == SQLITE_OK || code == SQLITE_BUSY || disk.isOff else { throw Refused(sql: sql, code: code) }
    }

    struct Refused: Error {
        let sql: String
        let code: Int32
    }

    // MARK: What a person does

    func join(_ office: JoinResponse) throws {
        try replica.write { try $0.connect(office, server: "http://127.0.0.1:1") }
    }

    func write(_ text: String, to key: String) throws {
        try replica.write { writer in
            let id = try Laptop.note(key)
            try writer.edit(id, FieldMap([(Laptop.body, Value(text: text))]), sight: try writer.sight(of: id))
        }
    }

    func withdraw(_ key: String) throws {
        try replica.write { writer in
            let id = try Laptop.note(key)
            try writer.withdraw(id, reason: nil, sight: try writer.sight(of: id))
        }
    }

    @discardableResult
    func sync(_ upstream: any Upstream) throws -> SyncReport {
        try replica.sync(with: upstream, random: { 0 }, pause: { _ in })
    }

    // MARK: What a person sees

    func text(of key: String) throws -> String? {
        try replica.read { reader in
            let id = try Laptop.note(key)
            let state = reader.seen(try reader.record(id))
            return state.shown(Laptop.body, rule: reader.rules(id.collection, Laptop.body))?.value.text
        }
    }

    func dump() throws -> Dump { try replica.read { try Dump($0.db) } }

    static func note(_ key: String) throws -> RecordID {
        guard let id = RecordID(collection: "note", key: key) else { throw CocoaError(.coderInvalidValue) }
        return id
    }
}

extension ReplicaWriter {
    /// Of all that is shown.
    fileprivate func sight(of id: RecordID) throws -> Sight {
        let record = try reader.record(id)
        return record.sight(of: reader.seen(record), reader.rules)
    }
}
