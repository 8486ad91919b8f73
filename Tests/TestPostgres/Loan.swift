import Synchronization

/// The databases of one test, which others use after it: a new one costs PostgreSQL eight megabytes and three hundred files.
public final class Loan: Sendable {
    /// Who has what a cluster gives out now. Without one it is given for good.
    @TaskLocal public static var current: Loan?

    private let lent = Mutex<[PostgresDatabase]>([])

    public init() {}

    /// Gives all back to their clusters.
    public func end() {
        for database in lent.withLock({ lent in lent }) { database.cluster.takeBack(database) }
    }

    func add(_ database: PostgresDatabase) { lent.withLock { lent in lent.append(database) } }
}
