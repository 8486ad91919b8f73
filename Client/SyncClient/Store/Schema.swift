import GRDB

/// The replica's tables. A migration that has shipped is never edited; a new one is added below.
enum Schema {
    static func migrator(_ shelves: Shelves) -> DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1") { db in
            for shelf in shelves.all {
                try db.execute(sql: shelfTable(shelf))
                for statement in shelf.furniture { try db.execute(sql: statement) }
            }
            try db.execute(sql: outbox + quarantine + sent + history + replica)
        }
        migrator.registerMigration("2") { db in
            try db.execute(sql: comparison + told)
            for shelf in shelves.all {
                try db.execute(
                    sql: "CREATE INDEX \(shelf.collection)_hash ON \(shelf.collection)(hash) WHERE hash IS NOT NULL")
            }
            for (table, columns) in sealed(shelves) { try seal(db, table, columns) }
            for statement in shelves.all.flatMap(\.secondFurniture) { try db.execute(sql: statement) }
            try SchemaPrint.set(db)
        }
        migrator.registerMigration("3") { db in
            try db.execute(sql: former + home)
            try SchemaPrint.set(db)
        }
        migrator.registerMigration("4") { db in
            try db.execute(sql: sentValue)
            try SchemaPrint.set(db)
        }
        // States are abridged from here on. No table changes; but a program that knows no fifth step would take them for damaged.
        migrator.registerMigration("5") { _ in }
        migrator.registerMigration("6") { db in
            for shelf in shelves.all { try db.execute(sql: orderedHashes(shelf.collection)) }
            try SchemaPrint.set(db)
        }
        return migrator
    }

    /// The tables whose rows know their sums, and the columns that these are of.
    static func sealed(_ shelves: Shelves) -> [(table: String, columns: String)] {
        [
            ("outbox", OutboxTable.columns), ("quarantine", QuarantineTable.columns), ("sent", SentTable.columns),
            ("history", HistoryTable.columns), ("replica", Identity.columns),
        ] + shelves.all.map { ($0.collection, $0.sealedColumns.joined(separator: ", ")) }
    }

    /// Tables that were made with sums.
    static let sealedSince = [
        ("former", FormerTable.columns), ("home", HomeTable.columns), ("sent_value", SentTable.valueColumns),
    ]

    /// The hashes in the order of the rows: by themselves they come in none, and each of a first sync's would be written into
    /// another page of the index.
    private static func orderedHashes(_ table: String) -> String {
        """
        DROP INDEX \(table)_hash;
        CREATE INDEX \(table)_hash ON \(table)(number, hash) WHERE hash IS NOT NULL;
        """
    }

    /// Gives every row of a table that was kept without sums its own.
    private static func seal(_ db: Database, _ table: String, _ columns: String) throws {
        try db.execute(sql: "ALTER TABLE \(table) ADD COLUMN sum BLOB")
        for number in try Int64.fetchAll(db, sql: "SELECT rowid FROM \(table)") {
            let select = try db.cachedStatement(sql: "SELECT \(columns) FROM \(table) WHERE rowid = ?")
            guard let row = try Row.fetchOne(select, arguments: [number]) else { continue }
            try db.cachedStatement(sql: "UPDATE \(table) SET sum = ? WHERE rowid = ?")
                .execute(arguments: [RowSum.of(row.databaseValues), number])
        }
    }

    /// States that a server told and lost since; `lost` counts this device's own changes among them.
    private static let former = """
        CREATE TABLE former (
            number INTEGER PRIMARY KEY,
            collection TEXT NOT NULL,
            key TEXT NOT NULL,
            state BLOB NOT NULL,
            receipt BLOB,
            lost INTEGER NOT NULL,
            sum BLOB
        );
        CREATE INDEX former_record ON former(collection, key);
        """

    private static let home = """
        CREATE TABLE home (only INTEGER PRIMARY KEY CHECK (only = 1), id TEXT NOT NULL, sum BLOB);
        """

    /// The names of values that were written at a place of their own before the edit there became part of a later one.
    private static let sentValue = """
        CREATE TABLE sent_value (
            place INTEGER NOT NULL,
            field TEXT NOT NULL,
            dot TEXT NOT NULL,
            sum BLOB,
            PRIMARY KEY (place, field)
        );
        """

    /// When all was last compared with the server's, and what was last found.
    private static let comparison = """
        ALTER TABLE replica ADD COLUMN compared INTEGER;
        ALTER TABLE replica ADD COLUMN found INTEGER;
        ALTER TABLE replica ADD COLUMN found_records INTEGER;
        ALTER TABLE replica ADD COLUMN found_mended INTEGER;
        """

    /// What the server told of its limits, as JSON; and from when on, by its clock, what it took in is news here.
    private static let told = """
        ALTER TABLE replica ADD COLUMN limits TEXT;
        ALTER TABLE replica ADD COLUMN news_since INTEGER;
        """

    /// `state` is what the server last told (null while it told nothing), `hash` and `receipt` are of it, `offer` marks a
    /// state that the server seems to have forgotten.
    private static func shelfTable(_ shelf: any Shelf) -> String {
        let columns = shelf.columns.map { "    \($0.name) \($0.declaration),\n" }.joined()
        return """
            CREATE TABLE \(shelf.collection) (
                number INTEGER PRIMARY KEY,
                key TEXT NOT NULL UNIQUE,
            \(columns)\
                unsent INTEGER NOT NULL,
                conflicts INTEGER NOT NULL,
                hidden INTEGER NOT NULL,
                state BLOB,
                hash BLOB,
                receipt BLOB,
                offer INTEGER NOT NULL DEFAULT 0
            );
            CREATE INDEX \(shelf.collection)_unsent ON \(shelf.collection)(number) WHERE unsent > 0;
            CREATE INDEX \(shelf.collection)_conflicts ON \(shelf.collection)(number) WHERE conflicts > 0;
            CREATE INDEX \(shelf.collection)_offer ON \(shelf.collection)(number) WHERE offer > 0;
            """
    }

    /// Places rise for ever, so that a place that is spoken of in a draft never means another edit.
    private static let outbox = """
        CREATE TABLE outbox (
            place INTEGER PRIMARY KEY AUTOINCREMENT,
            collection TEXT NOT NULL,
            key TEXT NOT NULL,
            edit BLOB NOT NULL,
            bound BLOB
        );
        CREATE INDEX outbox_record ON outbox(collection, key);
        """

    private static let quarantine = """
        CREATE TABLE quarantine (
            place INTEGER PRIMARY KEY,
            collection TEXT NOT NULL,
            key TEXT NOT NULL,
            edit BLOB NOT NULL,
            code TEXT NOT NULL,
            message TEXT NOT NULL,
            refused INTEGER NOT NULL
        );
        CREATE INDEX quarantine_record ON quarantine(collection, key);
        """

    /// The names that own edits were given, for drafts that were opened before.
    private static let sent = """
        CREATE TABLE sent (
            place INTEGER PRIMARY KEY,
            dot TEXT NOT NULL
        );
        """

    /// Values that were replaced in sight of this replica, one row a value.
    private static let history = """
        CREATE TABLE history (
            number INTEGER PRIMARY KEY,
            collection TEXT NOT NULL,
            key TEXT NOT NULL,
            dot TEXT NOT NULL,
            field TEXT NOT NULL,
            value BLOB NOT NULL,
            replaces TEXT NOT NULL,
            stamp INTEGER NOT NULL,
            author TEXT NOT NULL,
            device TEXT NOT NULL,
            received INTEGER,
            revision INTEGER,
            UNIQUE (collection, key, dot, field)
        );
        """

    private static let replica = """
        CREATE TABLE replica (
            only INTEGER PRIMARY KEY CHECK (only = 1),
            id TEXT NOT NULL,
            sent INTEGER NOT NULL,
            cursor TEXT,
            clock_offset INTEGER NOT NULL,
            digest BLOB NOT NULL,
            fingerprint TEXT NOT NULL,
            earlier TEXT NOT NULL,
            author TEXT NOT NULL,
            device TEXT NOT NULL,
            team TEXT,
            server TEXT,
            synced INTEGER,
            in_step INTEGER NOT NULL DEFAULT 0
        );
        """
}
