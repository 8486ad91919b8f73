/// One transaction; what it can do stands beside each table's SQL.
struct PostgresTransaction {
    enum Kind: String {
        /// Every statement sees what was committed before it; so what waited for a lock sees what it waited for.
        case writing = "BEGIN ISOLATION LEVEL READ COMMITTED"
        /// All statements see one picture.
        case reading = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
    }

    let connection: PostgresConnection

    /// Does `work` and ends the transaction: with a commit if it writes, and with nothing left behind if it throws.
    static func perform<Result>(
        _ kind: Kind, within reach: Reach, on connection: PostgresConnection,
        _ work: (PostgresTransaction) throws -> Result
    ) throws -> Result {
        let transaction = PostgresTransaction(connection: connection)
        do {
            try transaction.begin(kind, reach)
            let result = try work(transaction)
            switch kind {
            case .writing: try connection.commit()
            case .reading: try connection.rollBack()
            }
            return result
        } catch {
            try? connection.rollBack()
            throw error
        }
    }

    /// Says whose rows may be seen, and takes a team's lock before anything else, so that no two wait for each other.
    private func begin(_ kind: Kind, _ reach: Reach) throws {
        try connection.send(kind.rawValue)
        let seen =
            switch reach {
            case .team(let team): String(team.id)
            case .server: "0"
            }
        try connection.send("SELECT set_config('app.team', $1, true)", [.text(seen)])
        if case (.writing, .team(let team)) = (kind, reach) { try hold(team) }
    }

    func rows(_ statement: String, _ values: PostgresValue...) throws -> PostgresRows {
        try connection.rows(statement, values)
    }

    func row(_ statement: String, _ values: PostgresValue...) throws -> PostgresRow? {
        try connection.rows(statement, values).first
    }

    /// Sends what gives no rows, without waiting for it.
    func run(_ statement: String, _ values: PostgresValue...) throws {
        try connection.send(statement, values)
    }
}
