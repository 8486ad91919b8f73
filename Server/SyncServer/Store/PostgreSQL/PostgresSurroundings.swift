/// What of a PostgreSQL server's settings puts people's words at risk, and an ordinary role cannot alter.
enum PostgresSurroundings {
    /// A setting, the values of it that are safe, and why others are not. Where `log_parameter_max_length` is 0, statements may
    /// be logged, for the words are never part of them.
    private static let wishes: [(setting: String, safe: [String], reason: String)] = [
        ("fsync", ["on"], "a power cut may take what was acknowledged"),
        ("full_page_writes", ["on"], "a power cut may damage what was acknowledged"),
        ("log_error_verbosity", ["terse"], "the details of an error may quote what was written"),
        ("log_min_error_statement", ["fatal", "panic"], "statements that fail are logged"),
        ("log_parameter_max_length", ["0"], "what is bound to a statement may be logged with it"),
    ]

    /// In sentences; empty where all is well.
    static func advice(_ connection: PostgresConnection) throws -> [String] {
        var advice: [String] = []
        for (setting, safe, reason) in wishes {
            let found = try connection.rows("SELECT current_setting($1)", [.text(setting)]).first?.text(0) ?? ""
            guard !safe.contains(found) else { continue }
            advice.append("\(setting) is \(found), so \(reason): ALTER SYSTEM SET \(setting) = \(safe.last ?? "")")
        }
        let role = try connection.rows(
            "SELECT (rolsuper OR rolbypassrls)::text FROM pg_roles WHERE rolname = current_user")
        if role.first?.text(0) == "true" {
            advice.append("the role stands above row-level security, so one wall between teams is missing")
        }
        let way = try connection.rows(
            """
            SELECT (NOT ssl AND inet_client_addr() IS DISTINCT FROM inet_server_addr())::text
            FROM pg_stat_ssl WHERE pid = pg_backend_pid()
            """)
        if way.first?.text(0) == "true" {
            advice.append("the way to the database is not encrypted: sslmode=verify-full")
        }
        return advice
    }
}
