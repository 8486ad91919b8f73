extension PostgresSchema {
    /// What an administrator must know of people and devices, and what they did; the log is only ever added to.
    static let people =
        [
            "ALTER TABLE team ADD COLUMN archived bigint",
            """
            CREATE TABLE formerName (
                team bigint NOT NULL REFERENCES team, name text COLLATE "C" NOT NULL UNIQUE)
            """,
            """
            ALTER TABLE device ADD COLUMN seen bigint, ADD COLUMN program text COLLATE "C",
                ADD COLUMN nextTokenHash bytea UNIQUE
            """,
            """
            CREATE TABLE formerToken (
                team bigint NOT NULL REFERENCES team, device bigint NOT NULL REFERENCES device,
                tokenHash bytea NOT NULL UNIQUE, ended bigint NOT NULL)
            """,
            "ALTER TABLE invitation ADD COLUMN beginning text COLLATE \"C\" NOT NULL DEFAULT ''",
            """
            CREATE TABLE audit (
                team bigint NOT NULL REFERENCES team, place bigint NOT NULL, time bigint NOT NULL,
                actor text COLLATE "C" NOT NULL, deed text COLLATE "C" NOT NULL, subject text COLLATE "C" NOT NULL,
                hash bytea NOT NULL, PRIMARY KEY (team, place))
            """,
            """
            CREATE FUNCTION fieldnotes.keepAudit() RETURNS trigger LANGUAGE plpgsql
            AS 'BEGIN RAISE EXCEPTION ''the audit log is only added to''; END'
            """,
            """
            CREATE TRIGGER auditStays BEFORE UPDATE OR DELETE OR TRUNCATE ON audit
            FOR EACH STATEMENT EXECUTE FUNCTION fieldnotes.keepAudit()
            """,
        ] + ["formerName", "formerToken", "audit"].flatMap(wall)
}
