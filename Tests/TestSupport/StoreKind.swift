import Foundation
public import SyncServer
public import TestPostgres

/// The stores that a server may have. A test runs on the one that its suite asks for.
public enum StoreKind: String, CaseIterable, Sendable {
    case sqlite, postgres

    /// Those that tests run on: all, unless the environment names some.
    public static let asked = allCases.filter { kind in
        ProcessInfo.processInfo.environment["FIELDNOTES_TEST_STORES"]?.contains(kind.rawValue) ?? true
    }

    @TaskLocal public static var current = StoreKind.sqlite
}

/// A server's store of a test's own.
public enum TestStore: Sendable {
    case sqlite(SQLiteStore)
    case postgres(PostgresStore, PostgresDatabase)

    /// An empty one, of the kind that the suite asks for.
    /// - Parameter clock: milliseconds since 1970.
    public init(clock: @escaping @Sendable () -> Int64 = { 0 }) throws {
        switch StoreKind.current {
        case .sqlite: self = .sqlite(try SQLiteStore.inMemory())
        case .postgres: try self.init(PostgresCluster.shared.get().database(), clock)
        }
    }

    init(_ database: PostgresDatabase, _ clock: @escaping @Sendable () -> Int64) throws {
        self = .postgres(try database.store(clock: clock), database)
    }

    public var store: any ServerStore {
        switch self {
        case .sqlite(let store): store
        case .postgres(let store, _): store
        }
    }

    /// The store as a backup taken now would bring it back, without its being told.
    func restored(_ clock: @escaping @Sendable () -> Int64) throws -> TestStore {
        switch self {
        case .sqlite(let store): return .sqlite(try store.copiedInMemory())
        case .postgres(_, let database):
            let copy = try database.restored()
            // PostgreSQL would know by the number of its database.
            try copy.run(
                "UPDATE fieldnotes.server SET database = (SELECT oid FROM pg_database WHERE datname = '\(copy.name)')")
            return try TestStore(copy, clock)
        }
    }
}
