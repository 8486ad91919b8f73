import CPostgres

/// What PostgreSQL refused, or that it was out of reach.
///
/// It tells no value that was bound, so it may stand in a log.
public struct PostgresError: Error, Hashable, CustomStringConvertible {
    /// The five letters of the SQL standard; nil where the connection broke or was never made.
    public let state: String?
    private let message: String

    /// The classes of errors whose sentences quote what was bound.
    private static let quoting = ["22", "23"]
    /// States that say as much as a broken connection: the server goes down, is not up yet, or has become a standby.
    private static let partings = ["57P01", "57P02", "57P03", "25P03", "25006"]

    init(_ result: OpaquePointer) {
        let state = cpostgres_state(result).map { String(cString: $0) }
        let isQuoting = PostgresError.quoting.contains { state?.hasPrefix($0) ?? false }
        let words = isQuoting ? cpostgres_constraint(result) : cpostgres_message(result)
        self.state = state
        message = words.map { String(cString: $0) } ?? "the connection broke"
    }

    /// What libpq says of the way to the server; nothing that was sent stands in it.
    init(broken message: String) {
        state = nil
        self.message = message.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    /// Whether nobody was found who takes writes, and somebody who does not; libpq has only words for it.
    var isOfStandby: Bool { state == nil && message.contains("session is read-only") }

    /// Whether the connection is of no use any more, while another may be.
    var isParting: Bool {
        guard let state else { return true }
        return state.hasPrefix("08") || PostgresError.partings.contains(state)
    }

    /// Whether the server took the transaction back for others' sake: done again, it may succeed.
    var isCollision: Bool { state == "40001" || state == "40P01" }

    public var description: String { state.map { "PostgreSQL \($0): \(message)" } ?? "PostgreSQL: \(message)" }
}

/// The connection broke between a commit and its answer, so nobody knows whether it happened. Whoever asked must ask again,
/// and what they sent bears names by which it is done once.
public struct CommitUnknown: Error, CustomStringConvertible {
    public var description: String { "PostgreSQL did not say whether it committed" }
}
