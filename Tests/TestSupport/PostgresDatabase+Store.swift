public import SyncServer
public import TestPostgres

extension PostgresDatabase {
    public var address: PostgresAddress { get throws { try PostgresAddress(url) } }

    /// A server process's store on it. Each has connections of its own, as on another machine.
    public func store(clock: @escaping @Sendable () -> Int64 = { 0 }) throws -> PostgresStore {
        try PostgresStore(address, clock: clock, entropy: Admin.systemEntropy)
    }
}
