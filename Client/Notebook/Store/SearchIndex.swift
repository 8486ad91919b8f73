/// The full-text index over notes, and the list of what it does not tell of yet.
///
/// Writing a note only puts it on the list; the index is brought up to date by the first search for which reading the list
/// would cost more, so that neither a first sync nor an import waits for it. The index holds no text of its own, so a row that
/// changes leaves on the list what the index knew it by.
enum SearchIndex {
    /// The columns that are searched: words in the first two, filters in the others.
    static let columns = ["body", "tags", "kind", "stance", "author", "item"]

    static let schema = """
        CREATE VIRTUAL TABLE note_words USING fts5(
            \(columns.joined(separator: ", ")),
            content = 'note', content_rowid = 'number', prefix = '2 3',
            tokenize = "unicode61 remove_diacritics 2"
        );
        CREATE TABLE note_unindexed (
            number INTEGER PRIMARY KEY,
            is_indexed INTEGER NOT NULL,
            \(columns.map { "\($0) TEXT" }.joined(separator: ", "))
        );
        CREATE TRIGGER note_words_in AFTER INSERT ON note BEGIN
            INSERT INTO note_unindexed (number, is_indexed) VALUES (new.number, 0);
        END;
        CREATE TRIGGER note_words_changed AFTER UPDATE ON note
        WHEN \(columns.map { "old.\($0) IS NOT new.\($0)" }.joined(separator: " OR "))
        BEGIN
            INSERT INTO note_unindexed (number, is_indexed, \(columns.joined(separator: ", ")))
            VALUES (old.number, 1, \(columns.map { "old.\($0)" }.joined(separator: ", ")))
            ON CONFLICT (number) DO NOTHING;
        END;
        """

    /// The program never deletes a row of a note; where one was lost all the same, the note comes back with the next sync, and
    /// may get the number of the lost one, by which the index knows other words.
    static let secondSchema = """
        DROP TRIGGER note_words_in;
        CREATE TRIGGER note_words_in AFTER INSERT ON note BEGIN
            INSERT INTO note_unindexed (number, is_indexed) VALUES (new.number, 0) ON CONFLICT (number) DO NOTHING;
        END;
        CREATE TRIGGER note_words_out AFTER DELETE ON note BEGIN
            INSERT INTO note_unindexed (number, is_indexed, \(columns.joined(separator: ", ")))
            VALUES (old.number, 1, \(columns.map { "old.\($0)" }.joined(separator: ", ")))
            ON CONFLICT (number) DO NOTHING;
        END;
        """
}
