import GRDB

/// The tables, as numbered steps that are only ever added to.
enum Schema {
    /// Brings the tables of a database up to date.
    /// - Parameter epoch: the number for a database that is made now.
    /// - Throws: ``AlteredLater``, `DatabaseError`.
    static func migrate(_ database: any DatabaseWriter, epoch: UInt64) throws {
        let migrator = migrator(epoch: epoch)
        guard try !database.read(migrator.hasBeenSuperseded) else { throw AlteredLater() }
        try migrator.migrate(database)
    }

    static func isUpToDate(_ database: any DatabaseReader) throws -> Bool {
        try database.read(migrator(epoch: 0).hasCompletedMigrations)
    }

    static func migrator(epoch: UInt64) -> DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1") { database in
            try database.execute(sql: first)
            try database.execute(
                sql: "INSERT INTO server (id, epoch, starts) VALUES (1, ?, 0)", arguments: [epoch.column])
        }
        migrator.registerMigration("2") { try $0.execute(sql: lives) }
        migrator.registerMigration("3") { try $0.execute(sql: deletions) }
        migrator.registerMigration("4") { try $0.execute(sql: people) }
        migrator.registerMigration("5") { try $0.execute(sql: pastLives) }
        return migrator
    }

    private static let first = """
        CREATE TABLE server (id INTEGER PRIMARY KEY CHECK (id = 1), epoch INTEGER NOT NULL, starts INTEGER NOT NULL);

        CREATE TABLE team (
            id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, created INTEGER NOT NULL,
            sequence INTEGER NOT NULL, digest BLOB NOT NULL, chain INTEGER NOT NULL);
        CREATE TABLE link (
            team INTEGER NOT NULL REFERENCES team, sequence INTEGER NOT NULL, chain INTEGER NOT NULL,
            PRIMARY KEY (team, sequence));

        CREATE TABLE member (
            id INTEGER PRIMARY KEY, team INTEGER NOT NULL REFERENCES team, name TEXT NOT NULL, role TEXT NOT NULL,
            created INTEGER NOT NULL, revoked INTEGER, UNIQUE (team, name));
        CREATE TABLE device (
            id INTEGER PRIMARY KEY, member INTEGER NOT NULL REFERENCES member, name TEXT NOT NULL,
            tokenHash BLOB NOT NULL UNIQUE, created INTEGER NOT NULL, revoked INTEGER);
        CREATE INDEX deviceOfMember ON device (member);
        CREATE TABLE invitation (
            id INTEGER PRIMARY KEY, team INTEGER NOT NULL REFERENCES team, member TEXT NOT NULL, role TEXT NOT NULL,
            codeHash BLOB NOT NULL UNIQUE, expires INTEGER NOT NULL, used INTEGER, device INTEGER REFERENCES device);

        CREATE TABLE replica (
            team INTEGER NOT NULL REFERENCES team, id INTEGER NOT NULL, device INTEGER NOT NULL REFERENCES device,
            PRIMARY KEY (team, id));
        CREATE TABLE record (
            id INTEGER PRIMARY KEY, team INTEGER NOT NULL REFERENCES team, collection TEXT NOT NULL, key TEXT NOT NULL,
            sequence INTEGER NOT NULL, revision INTEGER NOT NULL, hash BLOB NOT NULL, offered BLOB NOT NULL,
            state BLOB NOT NULL, UNIQUE (team, collection, key));
        CREATE UNIQUE INDEX feed ON record (team, sequence);
        CREATE TABLE change (
            team INTEGER NOT NULL REFERENCES team, replica INTEGER NOT NULL, n INTEGER NOT NULL, hash BLOB NOT NULL,
            received INTEGER NOT NULL, refusal TEXT, message TEXT, collection TEXT, key TEXT, revision INTEGER,
            change BLOB, PRIMARY KEY (team, replica, n));
        CREATE INDEX history ON change (team, collection, key, revision);
        CREATE TABLE offeredValue (
            team INTEGER NOT NULL REFERENCES team, collection TEXT NOT NULL, key TEXT NOT NULL, field TEXT NOT NULL,
            replica INTEGER NOT NULL, n INTEGER NOT NULL, value BLOB, replaces TEXT NOT NULL,
            PRIMARY KEY (team, collection, key, field, replica, n));
        """

    /// What a server must know that was put back to an older copy of itself.
    private static let lives = """
        ALTER TABLE server ADD COLUMN since INTEGER;
        ALTER TABLE server ADD COLUMN backup INTEGER;
        ALTER TABLE team ADD COLUMN moved INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE team ADD COLUMN identity TEXT NOT NULL DEFAULT '';
        UPDATE team SET identity = lower(hex(randomblob(16)));
        ALTER TABLE replica ADD COLUMN epoch INTEGER;
        UPDATE replica SET epoch = (SELECT epoch FROM server);
        """

    private static let deletions = """
        CREATE TABLE deletion (
            device INTEGER NOT NULL REFERENCES device, time INTEGER NOT NULL, records INTEGER NOT NULL);
        CREATE INDEX deletionOfDevice ON deletion (device, time);
        """

    /// What an administrator must know of people and devices, and what they did; the log is only ever added to.
    private static let people = """
        ALTER TABLE team ADD COLUMN archived INTEGER;
        CREATE TABLE formerName (team INTEGER NOT NULL REFERENCES team, name TEXT NOT NULL UNIQUE);
        ALTER TABLE device ADD COLUMN seen INTEGER;
        ALTER TABLE device ADD COLUMN program TEXT;
        ALTER TABLE device ADD COLUMN nextTokenHash BLOB;
        CREATE UNIQUE INDEX nextToken ON device (nextTokenHash);
        CREATE TABLE formerToken (
            team INTEGER NOT NULL REFERENCES team, device INTEGER NOT NULL REFERENCES device,
            tokenHash BLOB NOT NULL UNIQUE, ended INTEGER NOT NULL);
        ALTER TABLE invitation ADD COLUMN beginning TEXT NOT NULL DEFAULT '';
        CREATE TABLE audit (
            team INTEGER NOT NULL REFERENCES team, place INTEGER NOT NULL, time INTEGER NOT NULL, actor TEXT NOT NULL,
            deed TEXT NOT NULL, subject TEXT NOT NULL, hash BLOB NOT NULL, PRIMARY KEY (team, place));
        CREATE TRIGGER auditIsNotAltered BEFORE UPDATE ON audit
            BEGIN SELECT RAISE(ABORT, 'the audit log is only added to'); END;
        CREATE TRIGGER auditIsNotShortened BEFORE DELETE ON audit
            BEGIN SELECT RAISE(ABORT, 'the audit log is only added to'); END;
        """

    /// Which lives are over: a cursor of any other was made in one that this database has lost. Those before this table are
    /// known by the replica ids that were first used in them.
    private static let pastLives = """
        CREATE TABLE pastLife (epoch INTEGER PRIMARY KEY);
        INSERT INTO pastLife SELECT DISTINCT epoch FROM replica WHERE epoch <> (SELECT epoch FROM server);
        """
}

/// The tables are those of a later version of this program, which knows what else must be kept.
struct AlteredLater: Error {}
