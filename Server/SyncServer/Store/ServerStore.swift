/// Where a server keeps everything that it must not lose.
///
/// The rule above it does not know which database this is; one suite of tests holds for all that conform.
public protocol ServerStore: Sendable {
    /// Runs `work` in a transaction of its own and returns once what it wrote is on disk. If `work` throws, nothing of it
    /// remains. It may run on another thread, beside others' work, and share their commit.
    func write<Result: Sendable>(_ work: @escaping @Sendable (any StoreTransaction) throws -> Result) throws -> Result

    /// Runs `work` on one unmoving picture of the store.
    func read<Result>(_ work: (any StoreTransaction) throws -> Result) throws -> Result

    /// Writes all that is kept, and the server's secret, into `file`, while others go on reading and writing.
    /// - Parameter time: the server's clock, milliseconds since 1970.
    func backUp(to file: BackupFile, secret: [UInt8], at time: Int64) throws

    /// Which library keeps the data, with its version.
    func library() throws -> String

    /// Looks through all that is kept for what cannot be read; empty where all is well.
    func damage() throws -> [String]
}

/// All that can be asked of a store within a transaction. In a reading one, what writes throws.
public typealias StoreTransaction = TeamTable & RecordTable & ChangeTable & MemberTable & InvitationTable
    & DeletionTable
