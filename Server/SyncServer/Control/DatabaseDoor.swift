/// The way to a database that any number of servers share: the administrator's deed is done on it from here, beside them.
public struct DatabaseDoor {
    private let address: PostgresAddress
    private let clock: @Sendable () -> Int64

    /// - Parameter clock: milliseconds since 1970.
    public init(_ address: PostgresAddress, clock: @escaping @Sendable () -> Int64) {
        self.address = address
        self.clock = clock
    }

    /// Has `errand` done.
    /// - Throws: ``PostgresError``, ``PostgresUnfit``, ``AdminError``.
    public func ask(_ errand: AdminErrand) throws -> AdminReply {
        let store = try PostgresStore(address, clock: clock, entropy: Admin.systemEntropy)
        let seal = Seal(secret: try store.secret())
        return Admin(service: SyncService(store: store, seal: seal, clock: clock)).answer(errand)
    }
}
