/// A primary and a standby that follows it, as one address that leads to whichever takes writes.
public struct PostgresPair: Sendable {
    public let primary: PostgresCluster
    public let standby: PostgresCluster
    public let name: String

    /// - Parameter isAwaited: whether the primary's commits wait until the standby has them on its disk.
    public init(isAwaited: Bool) throws {
        primary = try PostgresCluster()
        name = try primary.database().name
        // The primary looks at what to wait for when it hears of the standby, which is silent for seconds by itself.
        standby = try PostgresCluster(following: primary, settings: ["wal_receiver_status_interval=1"])
        guard isAwaited else { return }
        try primary.run("ALTER SYSTEM SET synchronous_standby_names = 'standby'")
        try primary.run("SELECT pg_reload_conf()")
        try primary.wait(until: "SELECT count(*) = 1 FROM pg_stat_replication WHERE sync_state = 'sync'")
    }

    public var url: String { PostgresCluster.url(of: name, in: [primary, standby]) }

    /// The database as the primary has it, and as the standby.
    public var before: PostgresDatabase { PostgresDatabase(cluster: primary, name: name) }
    public var after: PostgresDatabase { PostgresDatabase(cluster: standby, name: name) }

    /// Lets the standby hear nothing more of the primary.
    public func part() throws {
        try standby.run("ALTER SYSTEM SET primary_conninfo = ''")
        try standby.run("SELECT pg_reload_conf()")
        try standby.wait(until: "SELECT count(*) = 0 FROM pg_stat_wal_receiver")
    }

    /// Makes the standby the one that takes writes.
    public func promote() throws { try standby.run("SELECT pg_promote()") }
}
