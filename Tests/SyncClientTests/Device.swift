import Foundation
import SyncModel
import Synchronization
import TestSupport

@testable import SyncClient

/// A replica in a folder of its own, with a clock that the test moves, as one person's laptop.
final class Device {
    let directory: String
    let replica: Replica
    let clock: FixedClock

    static let body = FieldKey(known: "body")
    static let stance = FieldKey(known: "stance")

    init(_ author: String, in folder: TemporaryDirectory, clock: FixedClock = FixedClock(), seed: UInt64) throws {
        directory = folder.appending(author)
        self.clock = clock
        replica = try Replica.create(
            at: directory, author: author, device: "\(author)-laptop", Device.surroundings(clock, seed: seed))
    }

    /// A replica that lies in `directory` already, opened again.
    init(reopening directory: String, clock: FixedClock = FixedClock(), seed: UInt64) throws {
        self.directory = directory
        self.clock = clock
        replica = try Replica(at: directory, Device.surroundings(clock, seed: seed))
    }

    /// A copy of `other`'s replica, made by copying its folder.
    /// - Parameter keepingFingerprint: as when a whole machine was copied, and nothing on it tells.
    convenience init(
        copying other: Device, to directory: String, seed: UInt64, keepingFingerprint: Bool = false
    ) throws {
        try FileManager.default.copyItem(atPath: other.directory, toPath: directory)
        try self.init(reopening: directory, clock: other.clock, seed: seed)
        if keepingFingerprint {
            try replica.write { $0.identity.fingerprint = Fingerprint.of(path: directory + "/" + StoreFile.name) }
        }
    }

    static func surroundings(_ clock: FixedClock, seed: UInt64) -> Surroundings {
        let generator = Mutex(SeededGenerator(seed: seed))
        return Surroundings(
            shelves: Shelves([PlainNotes()]), clock: { clock.now },
            draw: { generator.withLock { ReplicaID.random(using: &$0) } }, purpose: "a test")
    }

    static func note(_ key: String) throws -> RecordID {
        guard let id = RecordID(collection: "note", key: key) else { throw CocoaError(.coderInvalidValue) }
        return id
    }

    // MARK: What a person does

    /// Writes `text` over what is shown of the field.
    func write(_ text: String, to field: FieldKey = body, of key: String = "n") throws {
        try replica.write { writer in
            let id = try Device.note(key)
            let sight = try writer.sight(of: id)
            try writer.edit(id, FieldMap([(field, Value(text: text))]), sight: sight)
        }
    }

    /// Settles every conflict of the record by `text` in its body.
    func settle(_ text: String, of key: String = "n") throws {
        try replica.write { writer in
            let id = try Device.note(key)
            let record = try writer.reader.record(id)
            let sight = record.wholeSight(of: writer.reader.seen(record))
            try writer.edit(id, FieldMap([(Device.body, Value(text: text))]), sight: sight)
        }
    }

    func withdraw(_ key: String = "n") throws {
        try replica.write { writer in
            let id = try Device.note(key)
            try writer.withdraw(id, reason: nil, sight: try writer.sight(of: id))
        }
    }

    @discardableResult
    func sync(_ upstream: any Upstream, limits: Limits? = nil) throws -> SyncReport {
        try replica.sync(with: upstream, limits: limits, random: { 0 }, pause: { _ in })
    }

    // MARK: What a person sees

    func state(_ key: String = "n") throws -> RecordState {
        try replica.read { reader in reader.seen(try reader.record(try Device.note(key))) }
    }

    func shown(_ field: FieldKey = body, of key: String = "n") throws -> String? {
        try state(key).shown(field, rule: PlainNotes().rule(field))?.value.text
    }

    func isConflict(_ field: FieldKey = body, of key: String = "n") throws -> Bool {
        try state(key).shown(field, rule: PlainNotes().rule(field))?.isConflict ?? false
    }

    /// Every text that the field's siblings say, in order of dot.
    func sides(_ field: FieldKey = body, of key: String = "n") throws -> [String] {
        try state(key).registers[field]?.siblings.compactMap { $0.value?.text } ?? []
    }

    var digest: Digest { get throws { try replica.read { $0.identity.digest } } }
    var id: ReplicaID { get throws { try replica.read { $0.identity.id } } }
    var unsentCount: Int { get throws { try replica.read { try $0.unsentCount() } } }
}

extension ReplicaWriter {
    func sight(of id: RecordID) throws -> Sight {
        let record = try reader.record(id)
        return record.sight(of: reader.seen(record), reader.rules)
    }
}
