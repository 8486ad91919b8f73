import GRDB

/// How many notes there are, by item and author: kept by triggers, so that a list of items counts no notes.
///
/// A withdrawn note counts for nothing but what waits to be sent.
enum NoteCounts {
    static let schema = """
        CREATE TABLE note_count (
            item TEXT NOT NULL,
            author TEXT NOT NULL,
            notes INTEGER NOT NULL,
            conflicts INTEGER NOT NULL,
            unsent INTEGER NOT NULL,
            PRIMARY KEY (item, author)
        );
        CREATE TRIGGER note_count_in AFTER INSERT ON note BEGIN
            \(add("new", 1))
        END;
        CREATE TRIGGER note_count_out AFTER DELETE ON note BEGIN
            \(add("old", -1))
        END;
        CREATE TRIGGER note_count_moved AFTER UPDATE ON note
        WHEN old.item <> new.item OR old.author <> new.author OR old.hidden <> new.hidden
            OR (old.conflicts > 0) <> (new.conflicts > 0) OR (old.unsent > 0) <> (new.unsent > 0)
        BEGIN
            \(add("old", -1))
            \(add("new", 1))
        END;
        """

    /// What is wrong with the counts, nil where they are those of the notes.
    static func fault(_ db: Database) throws -> String? {
        let counted = """
            SELECT item, author, sum(hidden = 0), sum(conflicts > 0), sum(unsent > 0) FROM note
            GROUP BY item, author
            """
        let kept = "SELECT item, author, notes, conflicts, unsent FROM note_count"
        let apart = "SELECT EXISTS (\(counted) EXCEPT \(kept)) OR EXISTS (\(kept) WHERE notes <> 0 EXCEPT \(counted))"
        return try Bool.fetchOne(db, sql: apart) == true ? "the counts of notes are not those of the notes" : nil
    }

    /// Adds the row to its count, or takes it out. A clause of its own decides what to do about a count that is there:
    /// `INSERT OR` would be overruled by the statement that fired the trigger.
    private static func add(_ row: String, _ sign: Int) -> String {
        """
        INSERT INTO note_count (item, author, notes, conflicts, unsent) VALUES (
                \(row).item, \(row).author, \(sign) * (\(row).hidden = 0), \(sign) * (\(row).conflicts > 0),
                \(sign) * (\(row).unsent > 0))
            ON CONFLICT (item, author) DO UPDATE SET
                notes = notes + excluded.notes, conflicts = conflicts + excluded.conflicts,
                unsent = unsent + excluded.unsent;
        """
    }
}
