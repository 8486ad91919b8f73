import Foundation
public import SyncModel

/// One device's whole copy of a team's records, in one SQLite file. It works alone; a sync brings it in step with others.
public final class Replica: Sendable {
    private let store: Store
    private let surroundings: Surroundings

    /// Opens the replica in `directory`.
    /// - Throws: ``ReplicaError``.
    public init(at directory: String, _ surroundings: Surroundings) throws {
        guard Store.isBegun(in: directory) else { throw ReplicaError.missing(path: directory) }
        self.surroundings = surroundings
        store = try Store(in: directory, surroundings)
    }

    private init(_ store: Store, _ surroundings: Surroundings) {
        self.store = store
        self.surroundings = surroundings
    }

    /// Whether a replica lies in `directory`. One whose making was cut short is none, and can be made again.
    public static func exists(at directory: String) -> Bool { StoreFile.isFounded(in: directory) }

    /// Makes an empty replica in `directory`, which is made too where it is missing, for its owner alone.
    /// - Throws: ``ReplicaError/exists(path:)`` where there is one; nothing is changed then.
    public static func create(
        at directory: String, author: String, device: String, _ surroundings: Surroundings
    ) throws -> Replica {
        guard !exists(at: directory) else { throw ReplicaError.exists(path: directory) }
        try OwnFolder.make(directory)
        let store = try Store(in: directory, surroundings)
        try store.found(author: author, device: device)
        return Replica(store, surroundings)
    }

    /// Reads from one snapshot.
    /// - Throws: ``ReplicaError``.
    public func read<Result>(_ body: (ReplicaReader) throws -> Result) throws -> Result {
        try store.read(body)
    }

    /// Runs `body` in one transaction: when this returns, all it did is on the disk; when it throws, nothing is.
    /// - Throws: ``ReplicaError``.
    public func write<Result>(_ body: (ReplicaWriter) throws -> Result) throws -> Result {
        try store.write(body)
    }

    /// Whether every write is only tried: it does what it would do, tells what came of it, and is taken back.
    public var isRehearsal: Bool { surroundings.isRehearsal }

    /// Whether the file may only be read.
    public var isReadOnly: Bool { store.isReadOnly }

    /// What is wrong with the file or a record in it, nil where all is sound. Reads everything.
    public func damage() throws -> String? { try store.damage() }

    /// The process that writes just now, if one does.
    public var writer: LockHolder? { store.writer }

    public static var sqliteVersion: String { Store.sqliteVersion }

    /// Brings all that was written into the one file, and lets go of it.
    func close() throws { try store.close() }

    /// Brings this replica in step with `upstream`: sends what waits here, takes in what changed there. Safe to interrupt
    /// and to repeat at any point.
    /// - Parameters:
    ///   - limits: how large things may be; nil keeps to what the server told when this device joined.
    ///   - random: a number from 0 up to 1, for the pauses between tries.
    ///   - pause: waits so many seconds, or throws where there is no time left to wait.
    ///   - tries: how often a call is made before it counts as failed; 4 by default.
    ///   - confirmed: how many deletions a person agreed to send, where so many wait; nil where nobody was asked.
    ///   - progress: called after each round with what was done so far.
    /// - Throws: ``UpstreamError``, ``ReplicaError``. What was done before is kept.
    public func sync(
        with upstream: any Upstream, direction: SyncDirection = .both, limits: Limits? = nil,
        random: @escaping () -> Double, pause: @escaping (_ seconds: Double) throws -> Void, tries: Int? = nil,
        confirmed: Int? = nil, progress: (SyncReport) -> Void = { _ in }
    ) throws -> SyncReport {
        let session = SyncSession(
            store: store, upstream: upstream, limits: try limits ?? read { $0.identity.limits }, direction: direction,
            clock: surroundings.clock, retry: Retry(random: random, pause: pause, tries: tries ?? Retry.triesMax),
            confirmed: confirmed)
        return try session.run(progress: progress)
    }
}
