public import SyncModel

/// How a dot was answered before.
public struct RememberedChange: Hashable, Sendable {
    public let remembered: Remembered
    /// Nil where the change was refused.
    public let acceptance: Acceptance?
}

/// All dots that were ever answered for good, and the changes that were taken in: the history.
public protocol ChangeTable {
    func remembered(_ dot: Dot, in team: Team) throws -> RememberedChange?
    func keep(_ change: Change, hash: SyncModel.Digest, acceptance: Acceptance, in team: Team) throws
    /// Spends the dot. The change itself is not kept: its writer has it in quarantine.
    func keep(refused dot: Dot, hash: SyncModel.Digest, refusal: Refusal, at time: Int64, in team: Team) throws
    /// The change `dot`, if it was taken in.
    func change(_ dot: Dot, in team: Team) throws -> Change?
    /// All changes of a record, in the server's order.
    func history(of record: RecordID, in team: Team) throws -> [ArchivedChange]

    /// Keeps a value that came in an offer, for there is no change to find it in; what is known already stays.
    func keep(offered entry: Register.Entry, of field: FieldKey, of record: RecordID, in team: Team) throws
    func offeredEntry(_ dot: Dot, of field: FieldKey, of record: RecordID, in team: Team) throws -> Register.Entry?

    /// The device that first used a replica id.
    func owner(of replica: ReplicaID, in team: Team) throws -> Int64?
    func claim(_ replica: ReplicaID, for device: Int64, in team: Team) throws
}
