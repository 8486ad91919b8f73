/// Whether a pooler stands between here and PostgreSQL that lends its connections out for a transaction at a time.
///
/// What a session sets for itself would then hold for others and not for itself: how it waits for the disk, what it keeps out
/// of the log, and the statements that it prepared.
enum PostgresPooling {
    /// States of errors about statements that another session prepared, or this one elsewhere.
    private static let mixedUp = ["42P05", "26000"]

    /// Does `work`, which opens a session.
    /// - Throws: ``PostgresUnfit`` where it met what another session had left.
    static func watching<Result>(_ work: () throws -> Result) throws -> Result {
        do {
            return try work()
        } catch let error as PostgresError where mixedUp.contains(error.state ?? "") {
            throw PostgresUnfit.pooled
        }
    }

    /// Compares what a session is lent before and while another, which `open` makes, is within a transaction: whoever keeps its
    /// own shares it with nobody.
    /// - Throws: ``PostgresUnfit``.
    static func check(_ session: PostgresConnection, _ open: () throws -> PostgresConnection) throws {
        let before = try session.answerer()
        // Without a pooler, whoever greeted answers.
        guard session.greeter != before else { return }
        try watching {
            let other = try open()
            try other.send("BEGIN")
            guard try other.answerer() != before, try session.answerer() == before else { throw PostgresUnfit.pooled }
            try other.rollBack()
        }
    }
}
