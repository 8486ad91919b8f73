public import SyncModel

/// How a dot was answered before.
public struct RememberedChange: Hashable, Sendable {
    public let remembered: Remembered
    /// Nil where the change was refused.
    public let acceptance: Acceptance?
}

/// The device that first used a replica id, and the epoch in which it did.
public struct ReplicaOwner: Hashable, Sendable {
    public let device: Int64
    public let epoch: UInt64
}

/// All dots that were ever answered for good, and the changes that were taken in: the history.
public protocol ChangeTable {
    func remembered(_ dot: Dot, in team: Team) throws -> RememberedChange?
    func keep(_ change: Change, hash: SyncModel.Digest, acceptance: Acceptance, in team: Team) throws
    /// Spends the dot. The change itself is not kept: its writer has it in quarantine.
    func keep(refused dot: Dot, hash: SyncModel.Digest, refusal: Refusal, at time: Int64, in team: Team) throws
    /// The change `dot`, if it was taken in and is as it was kept.
    func change(_ dot: Dot, in team: Team) throws -> Change?
    /// All changes of a record that are as they were kept, in the server's order.
    func history(of record: RecordID, in team: Team) throws -> [ArchivedChange]
    /// Calls `visit` with the hash of every change that was taken in, and with the change; nil where it cannot be read.
    func changes(of team: Team, _ visit: (Dot, SyncModel.Digest, Change?) throws -> Void) throws
    /// Those of a record that were received at `time`, in milliseconds since 1970, or later, and are as they were kept.
    func changes(of record: RecordID, since time: Int64, in team: Team) throws -> [Change]

    /// Keeps a value that came in an offer, for there is no change to find it in; what is known already stays.
    func keep(offered entry: Register.Entry, of field: FieldKey, of record: RecordID, in team: Team) throws
    func offeredEntry(_ dot: Dot, of field: FieldKey, of record: RecordID, in team: Team) throws -> Register.Entry?

    /// Who first used a replica id.
    func owner(of replica: ReplicaID, in team: Team) throws -> ReplicaOwner?
    /// Writes down that the device uses the id in the present epoch.
    func claim(_ replica: ReplicaID, for device: Int64, in team: Team) throws
}

extension Change {
    /// Nil where what lies there has not the hash that it had when it was kept.
    init?(json: [UInt8], hash: [UInt8]) {
        guard let change = try? Change(json: json), change.canonicalBytes.digest.bytes == hash else { return nil }
        self = change
    }
}
