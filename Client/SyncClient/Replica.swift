import Foundation
import GRDB
public import SyncModel

#if canImport(Glibc)
    import Glibc
#endif

/// One device's whole copy of a team's records, in one SQLite file. It works alone; a sync brings it in step with others.
public final class Replica: Sendable {
    let file: StoreFile
    let records: RecordTable
    private let directory: String
    private let clock: @Sendable () -> Int64
    private let draw: @Sendable () -> ReplicaID

    /// How a replica is opened.
    public struct Surroundings: Sendable {
        public let shelves: Shelves
        /// This device's clock, milliseconds since 1970.
        public let clock: @Sendable () -> Int64
        /// Draws a fresh replica id.
        public let draw: @Sendable () -> ReplicaID
        /// What this process does, like `fieldnotes sync`, for another that has to wait for it.
        public let purpose: String

        public init(
            shelves: Shelves, clock: @escaping @Sendable () -> Int64, draw: @escaping @Sendable () -> ReplicaID,
            purpose: String
        ) {
            self.shelves = shelves
            self.clock = clock
            self.draw = draw
            self.purpose = purpose
        }
    }

    /// Opens the replica in `directory`.
    /// - Throws: ``ReplicaError``.
    public convenience init(at directory: String, _ surroundings: Surroundings) throws {
        guard Replica.exists(at: directory) else { throw ReplicaError.missing(path: directory) }
        try self.init(file: directory, surroundings)
    }

    private init(file directory: String, _ surroundings: Surroundings) throws {
        self.directory = directory
        clock = surroundings.clock
        draw = surroundings.draw
        records = RecordTable(shelves: surroundings.shelves, hashing: Hashing())
        file = try Replica.translating(directory) {
            try StoreFile(
                in: directory, shelves: surroundings.shelves, clock: surroundings.clock, purpose: surroundings.purpose)
        }
    }

    public static func exists(at directory: String) -> Bool {
        access(directory + "/" + StoreFile.name, F_OK) == 0
    }

    /// Makes an empty replica in `directory`, which is made too where it is missing, for its owner alone.
    /// - Throws: ``ReplicaError/exists(path:)`` where there is one; nothing is changed then.
    public static func create(
        at directory: String, author: String, device: String, _ surroundings: Surroundings
    ) throws -> Replica {
        guard !exists(at: directory) else { throw ReplicaError.exists(path: directory) }
        do {
            try FileManager.default.createDirectory(
                atPath: directory, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw ReplicaError.disk(error.localizedDescription, path: directory)
        }
        let replica = try Replica(file: directory, surroundings)
        let id = surroundings.draw()
        try replica.translated {
            try replica.file.write { db in
                guard try Identity.load(db) == nil else { throw ReplicaError.exists(path: directory) }
                try Identity(id: id, author: author, device: device, fingerprint: replica.fingerprint).save(db)
            }
        }
        return replica
    }

    // MARK: Reading and writing

    /// Reads from one snapshot.
    public func read<Result>(_ body: (ReplicaReader) throws -> Result) throws -> Result {
        try translated {
            try file.read { db in
                try body(ReplicaReader(db: db, identity: try identity(db), records: records, now: clock()))
            }
        }
    }

    /// Runs `body` in one transaction: when this returns, all it did is on the disk; when it throws, nothing is.
    public func write<Result>(_ body: (ReplicaWriter) throws -> Result) throws -> Result {
        try translated {
            try file.write { db in
                let writer = ReplicaWriter(db: db, identity: try identity(db), records: records, now: clock(), draw: draw)
                let result = try body(writer)
                try writer.identity.save(db)
                return result
            }
        }
    }

    private func identity(_ db: Database) throws -> Identity {
        guard let identity = try Identity.load(db) else { throw ReplicaError.missing(path: directory) }
        return identity
    }

    /// Whether writing is possible at all.
    public var isReadOnly: Bool { file.isReadOnly }

    /// Which file on which machine this is now.
    var fingerprint: String { Fingerprint.of(path: directory + "/" + StoreFile.name) }

    private func translated<Result>(_ body: () throws -> Result) throws -> Result {
        try Replica.translating(directory, body)
    }

    /// SQLite's errors as what they mean for a replica.
    private static func translating<Result>(_ directory: String, _ body: () throws -> Result) throws -> Result {
        do {
            return try body()
        } catch let error as DatabaseError {
            throw ReplicaError(error, path: directory) ?? error
        }
    }
}
