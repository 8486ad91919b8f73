/// The tables, as numbered steps that are only ever added to.
enum PostgresSchema {
    /// Two processes may start at once: the second waits here until the first is done, and finds nothing left to do.
    private static let lock = "SELECT pg_advisory_xact_lock(4847561130931913)"

    /// Brings the tables up to date, in one transaction.
    /// - Throws: ``PostgresError``, ``PostgresUnfit``.
    static func migrate(_ connection: PostgresConnection) throws {
        try connection.send("BEGIN")
        do {
            _ = try connection.rows(lock)
            let done = try stepsDone(connection)
            guard done <= steps.count else {
                throw PostgresUnfit(reason: "a later version of this program has altered its tables")
            }
            for (number, step) in steps.enumerated().dropFirst(done) {
                // Each is waited for: it may take longer than a commit may.
                for statement in step { _ = try connection.rows(statement) }
                try connection.send("INSERT INTO step (number) VALUES ($1)", [.integer(Int64(number + 1))])
            }
            try connection.commit()
        } catch {
            try? connection.rollBack()
            throw error
        }
    }

    private static func stepsDone(_ connection: PostgresConnection) throws -> Int {
        // Asked first: a role that may use the schema need not have the right to make one.
        let found = try connection.rows("SELECT to_regclass('fieldnotes.step') IS NOT NULL::text").first
        if found?.text(0) == "false" {
            try connection.send("CREATE SCHEMA IF NOT EXISTS fieldnotes")
            try connection.send("CREATE TABLE step (number bigint PRIMARY KEY)")
        }
        return Int(try connection.rows("SELECT coalesce(max(number), 0) FROM step").first?.integer(0) ?? 0)
    }

    private static let steps = [first, people, pastLives]

    private static let first = tables + walls

    /// What others wrote stands in columns of bytes: text has no room for U+0000, and an error may quote it.
    private static let tables = [
        """
        CREATE TABLE server (
            id bigint PRIMARY KEY CHECK (id = 1), epoch bigint NOT NULL, since bigint, backup bigint,
            secret bytea NOT NULL, cluster bigint NOT NULL, database bigint NOT NULL, timeline bigint NOT NULL,
            hasStandby bigint NOT NULL)
        """,
        """
        CREATE TABLE team (
            id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text COLLATE "C" NOT NULL UNIQUE,
            identity text NOT NULL, created bigint NOT NULL, sequence bigint NOT NULL, digest bytea NOT NULL,
            chain bigint NOT NULL, moved bigint NOT NULL)
        """,
        """
        CREATE TABLE link (
            team bigint NOT NULL REFERENCES team, sequence bigint NOT NULL, chain bigint NOT NULL,
            PRIMARY KEY (team, sequence))
        """,
        """
        CREATE TABLE member (
            id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, team bigint NOT NULL REFERENCES team,
            name text COLLATE "C" NOT NULL, role text NOT NULL, created bigint NOT NULL, revoked bigint,
            UNIQUE (team, name), UNIQUE (team, id))
        """,
        """
        CREATE TABLE device (
            id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, team bigint NOT NULL, member bigint NOT NULL,
            name text COLLATE "C" NOT NULL, tokenHash bytea NOT NULL UNIQUE, created bigint NOT NULL, revoked bigint,
            FOREIGN KEY (team, member) REFERENCES member (team, id))
        """,
        "CREATE INDEX deviceOfMember ON device (team, member)",
        """
        CREATE TABLE invitation (
            id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, team bigint NOT NULL REFERENCES team,
            member text COLLATE "C" NOT NULL, role text NOT NULL, codeHash bytea NOT NULL UNIQUE,
            expires bigint NOT NULL, used bigint, device bigint REFERENCES device)
        """,
        """
        CREATE TABLE replica (
            team bigint NOT NULL REFERENCES team, id bigint NOT NULL, device bigint NOT NULL REFERENCES device,
            epoch bigint NOT NULL, PRIMARY KEY (team, id))
        """,
        """
        CREATE TABLE record (
            team bigint NOT NULL REFERENCES team, collection text COLLATE "C" NOT NULL, key text COLLATE "C" NOT NULL,
            sequence bigint NOT NULL, revision bigint NOT NULL, hash bytea NOT NULL, offered bytea NOT NULL,
            state bytea NOT NULL, PRIMARY KEY (team, collection, key))
        """,
        "CREATE UNIQUE INDEX feed ON record (team, sequence)",
        """
        CREATE TABLE change (
            team bigint NOT NULL REFERENCES team, replica bigint NOT NULL, n bigint NOT NULL, hash bytea NOT NULL,
            received bigint NOT NULL, refusal text, message bytea, collection text COLLATE "C", key text COLLATE "C",
            revision bigint, change bytea, PRIMARY KEY (team, replica, n))
        """,
        "CREATE INDEX history ON change (team, collection, key, revision)",
        """
        CREATE TABLE offeredValue (
            team bigint NOT NULL REFERENCES team, collection text COLLATE "C" NOT NULL, key text COLLATE "C" NOT NULL,
            field bytea NOT NULL, replica bigint NOT NULL, n bigint NOT NULL, value bytea, replaces text NOT NULL,
            PRIMARY KEY (team, collection, key, field, replica, n))
        """,
        """
        CREATE TABLE deletion (
            team bigint NOT NULL REFERENCES team, device bigint NOT NULL REFERENCES device, time bigint NOT NULL,
            records bigint NOT NULL)
        """,
        "CREATE INDEX deletionOfDevice ON deletion (device, time)",
    ]

    /// Which lives are over. Those before this table are known by the replica ids, of all teams, that were first used in them.
    private static let pastLives = [
        "CREATE TABLE pastLife (epoch bigint PRIMARY KEY)",
        "SELECT set_config('app.team', '0', true)",
        "INSERT INTO pastLife SELECT DISTINCT epoch FROM replica WHERE epoch <> (SELECT epoch FROM server)",
    ]

    /// A second wall between teams, should a statement ever lack its first: a transaction sees the rows of the team that it
    /// says it is for, all where that is 0, and none where it says nothing. It binds the tables' owner too.
    private static let walls = [
        "link", "member", "device", "invitation", "replica", "record", "change", "offeredValue", "deletion",
    ].flatMap(wall)

    static func wall(around table: String) -> [String] {
        [
            "ALTER TABLE \(table) ENABLE ROW LEVEL SECURITY",
            "ALTER TABLE \(table) FORCE ROW LEVEL SECURITY",
            """
            CREATE POLICY wall ON \(table)
            USING ((SELECT nullif(current_setting('app.team', true), '')::bigint) IN (team, 0))
            """,
        ]
    }
}
