/// Whether the database is the one it was, or an older copy of itself.
///
/// Nobody tells the server that an administrator put its database back. PostgreSQL knows: a cluster has a number of its own, a
/// database one within it, and recovery from the log begins a new timeline. A standby that took over begins one too; where
/// commits had waited for it nothing is lost, so life goes on, and all cursors with it. Should that be wrong after all, the
/// first cursor of a lost past shows it.
struct PostgresLineage: Sendable {
    /// Milliseconds since 1970.
    let clock: @Sendable () -> Int64
    /// So many random bytes.
    let entropy: @Sendable (Int) -> [UInt8]

    /// What PostgreSQL says of itself now: the cluster, the database, the timeline, and whether commits wait for a standby.
    private static let present = """
        SELECT system_identifier, (SELECT oid::bigint FROM pg_database WHERE datname = current_database()),
            ('x' || substr(pg_walfile_name(pg_current_wal_insert_lsn()), 1, 8))::bit(32)::bigint,
            CASE current_setting('synchronous_standby_names') WHEN '' THEN 0::bigint ELSE 1::bigint END
        FROM pg_control_system()
        """
    private static let known = "SELECT cluster, database, timeline, hasStandby FROM server"

    private struct Standing: Equatable {
        let cluster: Int64
        let database: Int64
        let timeline: Int64
        let hasStandby: Int64

        init?(_ row: PostgresRow?) {
            guard let row else { return nil }
            (cluster, database, timeline, hasStandby) = (row.integer(0), row.integer(1), row.integer(2), row.integer(3))
        }

        /// Whether commits that were acknowledged here may be missing in `later`.
        func mayHaveLost(before later: Standing) -> Bool {
            guard cluster == later.cluster, database == later.database else { return true }
            return timeline != later.timeline && hasStandby == 0
        }
    }

    /// Begins the first life of a database that has none. Two processes may do so at once.
    func found(_ connection: PostgresConnection) throws {
        _ = try connection.rows(
            """
            INSERT INTO server (id, epoch, secret, cluster, database, timeline, hasStandby)
            SELECT 1, $1, $2, present.* FROM (\(PostgresLineage.present)) AS present ON CONFLICT (id) DO NOTHING
            """,
            [.bits(epoch), .bytes(entropy(DataDirectory.secretLength))])
    }

    /// Begins a new life if the database is not the one it was. Every connection asks before it is used, for those that were
    /// open broke when it was put back.
    func check(_ connection: PostgresConnection) throws {
        guard try standing(PostgresLineage.known, connection) != standing(PostgresLineage.present, connection) else {
            return
        }
        try PostgresTransaction.perform(.writing, within: .server, on: connection) { transaction in
            try transaction.holdAll()
            let known = try standing(PostgresLineage.known, connection)
            let present = try standing(PostgresLineage.present, connection)
            if known.mayHaveLost(before: present) {
                let backup = try transaction.lastReceived(before: .max)
                try transaction.begin(Life(epoch: epoch, since: clock(), backup: backup))
            }
            try transaction.run(
                "UPDATE server SET cluster = $1, database = $2, timeline = $3, hasStandby = $4",
                .integer(present.cluster), .integer(present.database), .integer(present.timeline),
                .integer(present.hasStandby))
        }
    }

    private func standing(_ statement: String, _ connection: PostgresConnection) throws -> Standing {
        guard let standing = Standing(try connection.rows(statement).first) else { throw DamagedRow(table: "server") }
        return standing
    }

    private var epoch: UInt64 { entropy(8).reduce(0) { $0 << 8 | UInt64($1) } }
}
