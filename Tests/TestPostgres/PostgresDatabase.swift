/// One database of a test's own.
public struct PostgresDatabase: Sendable {
    public let cluster: PostgresCluster
    public let name: String

    public var url: String { PostgresCluster.url(of: name, in: [cluster]) }

    /// The database as a dump taken now would bring it back.
    public func restored() throws -> PostgresDatabase {
        let copy = try cluster.database()
        try cluster.restore(name, into: copy.name)
        return copy
    }

    /// A dump of it.
    public func dump() throws -> String { try cluster.dump(name) }

    @discardableResult public func run(_ sql: String, as role: String = "postgres") throws -> String {
        try cluster.run(sql, in: name, as: role)
    }
}
