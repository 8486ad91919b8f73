import GRDB
import SyncClient

/// One search in one snapshot.
struct NoteSearch {
    private let query: SearchQuery
    private let limit: Int
    private let reader: ReplicaReader
    private let expression: SearchExpression

    init(_ query: SearchQuery, limit: Int, _ reader: ReplicaReader) {
        expression = SearchExpression(query)
        self.query = query
        self.limit = limit
        self.reader = reader
    }

    /// Those on the index's list and those in the index, the latest written first.
    func hits() throws -> [NoteHit] {
        if expression.isHopeless { return [] }
        let listed = try self.listed()
        let indexed = try self.indexed()
        return Array((listed + indexed).sorted { $0.number > $1.number }.prefix(limit).map(\.hit))
    }

    private typealias Found = (number: Int64, hit: NoteHit)

    /// Reads the rows that the index does not tell of, or tells of what they were.
    private func listed() throws -> [Found] {
        let rows = try Row.fetchCursor(
            reader.db,
            sql: """
                SELECT \(NoteSummary.columns), note.number FROM note_unindexed JOIN note USING (number)
                WHERE note.hidden = 0 ORDER BY number DESC
                """)
        return try found(rows) { try $0.next().map { ($0, nil) } }
    }

    private func indexed() throws -> [Found] {
        let (sql, arguments) = statement
        let rows = try Row.fetchCursor(reader.db, sql: sql, arguments: arguments)
        return try found(rows) { try $0.next().map { ($0, $0["excerpt"]) } }
    }

    /// Goes through rows until there are enough that fit.
    private func found(_ rows: RowCursor, _ next: (RowCursor) throws -> (Row, String?)?) throws -> [Found] {
        var found: [Found] = []
        while found.count < limit, let (row, excerpt) = try next(rows) {
            let note = try NoteSummary(row, reader: reader.identity)
            guard excerpt == nil ? query.fits(note) : query.fitsExactly(note) else { continue }
            let words = excerpt.flatMap { $0.isEmpty ? nil : $0 }
            found.append((row["number"], NoteHit(summary: note, excerpt: words ?? note.title)))
        }
        return found
    }

    /// By recency, not by rank: a rank is known only when every hit has been looked at.
    private var statement: (String, StatementArguments) {
        guard let expression = expression.text else {
            return (
                """
                SELECT \(NoteSummary.columns), note.number, '' AS excerpt FROM note
                WHERE hidden = 0 AND item <> '' AND edited >= ?
                    AND NOT EXISTS (SELECT 1 FROM note_unindexed WHERE number = note.number)
                ORDER BY edited DESC
                """, [query.since ?? 0]
            )
        }
        return (
            """
            SELECT \(NoteSummary.columns), note.number, snippet(note_words, 0, '', '', '…', 16) AS excerpt
            FROM note_words CROSS JOIN note ON note.number = note_words.rowid
            WHERE note_words MATCH ? AND note.hidden = 0
                AND NOT EXISTS (SELECT 1 FROM note_unindexed WHERE number = note_words.rowid)
            ORDER BY note_words.rowid DESC
            """, [expression]
        )
    }
}
