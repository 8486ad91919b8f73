public import GRDB
public import SyncModel

/// One snapshot of a replica.
public struct ReplicaReader {
    /// For reading the shelves' own columns.
    public let db: Database
    public let identity: Identity
    let records: RecordTable
    let now: Int64

    /// A record with its unsent edits; an empty one where nothing is known of it.
    public func record(_ id: RecordID) throws -> LocalRecord {
        try records.load(db, id).local
    }

    /// What is seen of a record here.
    public func seen(_ record: LocalRecord) -> RecordState { record.seen(by: writer) }

    public var writer: Writer { identity.writer(now: now) }
    public var rules: MergeRules { records.shelves.rules }

    /// The id of the team, which it keeps wherever its server moves; nil until one is joined.
    public func teamID() throws -> String? { try HomeTable.team(db) }
    public func unsentCount() throws -> Int { try OutboxTable.count(db) }
    public func quarantine(of id: RecordID? = nil) throws -> [QuarantinedEdit] { try QuarantineTable.edits(db, of: id) }
    /// The values of `id` that were replaced in sight of this replica.
    public func history(of id: RecordID) throws -> [PastValue] { try HistoryTable.values(db, of: id) }
}

extension Identity {
    func writer(now: Int64) -> Writer {
        Writer(author: author, device: device, clock: Clock(offset: clockOffset, now: now))
    }
}
