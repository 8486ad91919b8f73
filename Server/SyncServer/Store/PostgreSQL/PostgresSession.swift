/// What holds for everything that is said over one connection, set when it is made.
enum PostgresSession {
    /// The oldest PostgreSQL that lets an ordinary role ask what it may set.
    private static let versionMin: Int32 = 150_000

    /// What any role may set. A team's row is locked while a change is taken in: nobody may wait for it for ever, nor may a
    /// process that was stopped hold it for ever.
    private static let settings = """
        SELECT set_config('search_path', 'fieldnotes, pg_temp', false), set_config('lock_timeout', '10s', false),
            set_config('idle_in_transaction_session_timeout', '60s', false),
            set_config('log_parameter_max_length_on_error', '0', false),
            set_config('synchronous_commit', CASE current_setting('synchronous_commit')
                WHEN 'remote_apply' THEN 'remote_apply' ELSE 'on' END, false)
        """

    /// What keeps people's words out of PostgreSQL's own log, where the role was granted the right to set it.
    static let discretion = """
        SELECT set_config(name, value, false)
        FROM (VALUES ('log_error_verbosity', 'terse'), ('log_min_error_statement', 'panic'), ('log_statement', 'none'),
            ('log_min_duration_statement', '-1'), ('log_parameter_max_length', '0')) AS wish (name, value)
        WHERE has_parameter_privilege(name, 'SET')
        """

    /// - Parameter patience: how long a commit may take, in milliseconds.
    /// - Throws: ``PostgresError``, ``PostgresUnfit``.
    static func open(_ address: PostgresAddress, patience: Int32) throws -> PostgresConnection {
        let connection = try PostgresConnection(address, patience: patience)
        try PostgresPooling.watching { try settle(connection) }
        return connection
    }

    private static func settle(_ connection: PostgresConnection) throws {
        guard connection.serverVersion >= versionMin else {
            throw PostgresUnfit(reason: "it is older than PostgreSQL 15")
        }
        _ = try connection.rows(settings)
        _ = try connection.rows(discretion)
        let found = try connection.rows(
            "SELECT current_setting('synchronous_commit'), current_setting('server_encoding')")
        guard let row = found.first, ["on", "remote_apply"].contains(row.text(0)) else {
            throw PostgresUnfit(reason: "it does not wait for the disk: synchronous_commit is off")
        }
        guard row.text(1) == "UTF8" else {
            throw PostgresUnfit(reason: "its encoding is \(row.text(1)), and must be UTF8")
        }
    }
}
