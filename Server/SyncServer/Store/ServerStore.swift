/// Where a server keeps everything that it must not lose.
///
/// The rule above it does not know which database this is; one suite of tests holds for all that conform.
public protocol ServerStore: Sendable {
    /// Runs `work` in a transaction of its own and returns once what it wrote is on disk. If `work` throws, nothing of it
    /// remains. It may run on another thread, beside others' work, and share their commit; and it may run again where the
    /// store took back what it did, so it must alter nothing but the store.
    func write<Result: Sendable>(
        within reach: Reach, _ work: @escaping @Sendable (any StoreTransaction) throws -> Result
    ) throws -> Result

    /// Runs `work` on one unmoving picture of the store. It may run again, too.
    func read<Result>(within reach: Reach, _ work: (any StoreTransaction) throws -> Result) throws -> Result

    /// Writes all that is kept, and the server's secret, into `file`, while others go on reading and writing.
    /// - Parameter time: the server's clock, milliseconds since 1970.
    /// - Throws: ``BackedUpElsewhere`` where the database has its own means for it.
    func backUp(to file: BackupFile, secret: [UInt8], at time: Int64) throws

    /// How many bytes all that is kept takes on the disk.
    func bytes() throws -> Int64

    /// Which library keeps the data, with its version.
    func library() throws -> String

    /// Looks through all that is kept for what cannot be read; empty where all is well.
    func damage() throws -> [String]

    /// What an administrator should alter around the store, for it puts what is kept at risk; in sentences.
    func advice() throws -> [String]
}

/// The database has means of its own to be backed up.
struct BackedUpElsewhere: Error {
    /// As in `pg_dump`.
    let means: String
}

/// Whose rows a transaction is for.
public enum Reach: Hashable, Sendable {
    /// One team's. A transaction that writes holds the team from its beginning: all that is written to a team is written one
    /// after the other.
    case team(Team)
    /// Everyone's: for the administrator, and for letting in devices that nobody knows yet.
    case server
}

extension ServerStore {
    public func write<Result: Sendable>(
        _ work: @escaping @Sendable (any StoreTransaction) throws -> Result
    ) throws -> Result {
        try write(within: .server, work)
    }

    public func read<Result>(_ work: (any StoreTransaction) throws -> Result) throws -> Result {
        try read(within: .server, work)
    }
}

/// All that can be asked of a store within a transaction. In a reading one, what writes throws.
public typealias StoreTransaction = TeamTable & RecordTable & ChangeTable & MemberTable & InvitationTable
    & DeletionTable & TokenTable & AuditTable
