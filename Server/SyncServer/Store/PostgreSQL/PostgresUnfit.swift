/// Why a database cannot keep a server's records.
public struct PostgresUnfit: Error, Hashable, Sendable, CustomStringConvertible {
    public let reason: String

    static let pooled = PostgresUnfit(
        reason: "a pooler lends its connections for a transaction at a time; it must be told pool_mode = session")
    static let standby = PostgresUnfit(
        reason: "who answers is a standby, which lags behind; the primary must come back, or the standby be promoted")

    public var description: String { reason }
}
