/// The store of a server that has outgrown one machine: any number of processes on one PostgreSQL database.
public struct PostgresStore: ServerStore {
    /// As many as there are threads that ask, and a few for those beside them.
    private static let connectionsMax = 12
    /// How often something is tried that PostgreSQL took back, or whose connection had gone while it idled.
    private static let attemptsMax = 3

    let pool: PostgresPool

    /// Brings the tables of the database up to date, and draws what a new one needs.
    /// - Parameters:
    ///   - clock: milliseconds since 1970.
    ///   - entropy: so many random bytes.
    ///   - patience: how long a commit may wait for a standby, in milliseconds; after that whoever asked must ask again.
    /// - Throws: ``PostgresError``, ``PostgresUnfit``, ``CommitUnknown``.
    public init(
        _ address: PostgresAddress, clock: @escaping @Sendable () -> Int64,
        entropy: @escaping @Sendable (Int) -> [UInt8], patience: Int32 = 20_000
    ) throws {
        let lineage = PostgresLineage(clock: clock, entropy: entropy)
        let open = { @Sendable in try PostgresSession.open(address, patience: patience) }
        let first = try open()
        try PostgresPooling.check(first, open)
        try PostgresSchema.migrate(first)
        try lineage.found(first)
        pool = PostgresPool(size: PostgresStore.connectionsMax) {
            let connection = try open()
            try lineage.check(connection)
            return connection
        }
    }

    /// What the server signs with. It lies in the database, for its processes keep nothing of their own.
    /// - Throws: ``PostgresError``.
    public func secret() throws -> [UInt8] {
        try pool.lend { connection in
            guard let row = try connection.rows("SELECT secret FROM server").first else {
                throw DamagedRow(table: "server")
            }
            return row.bytes(0)
        }
    }

    public func write<Result: Sendable>(
        within reach: Reach, _ work: @escaping @Sendable (any StoreTransaction) throws -> Result
    ) throws -> Result {
        try persisting { try PostgresTransaction.perform(.writing, within: reach, on: $0, work) }
    }

    public func read<Result>(
        within reach: Reach, _ work: (any StoreTransaction) throws -> Result
    ) throws -> Result {
        try persisting { try PostgresTransaction.perform(.reading, within: reach, on: $0, work) }
    }

    /// Does `attempt` again where it surely left nothing behind. A commit whose answer was lost is not such a case: only the
    /// names that changes bear keep them from being done twice, and those are for whoever sent them to repeat.
    private func persisting<Result>(_ attempt: (PostgresConnection) throws -> Result) throws -> Result {
        for _ in 1..<PostgresStore.attemptsMax {
            do {
                return try pool.lend(attempt)
            } catch let error as PostgresError where error.isParting || error.isCollision {
                continue
            }
        }
        return try pool.lend(attempt)
    }

    public func backUp(to file: BackupFile, secret: [UInt8], at time: Int64) throws {
        throw BackedUpElsewhere(means: "pg_dump or pg_basebackup")
    }

    public func bytes() throws -> Int64 {
        try pool.lend { try $0.rows("SELECT pg_database_size(current_database())").first?.integer(0) ?? 0 }
    }

    public func library() throws -> String {
        try pool.lend { "PostgreSQL \($0.serverVersion / 10_000).\($0.serverVersion % 10_000)" }
    }

    /// PostgreSQL looks after its pages itself; what our own sums tell is looked through above.
    public func damage() throws -> [String] { [] }

    public func advice() throws -> [String] { try pool.lend(PostgresSurroundings.advice) }
}
