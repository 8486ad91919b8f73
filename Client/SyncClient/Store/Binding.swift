import CSQLite
import GRDB

/// The values of one run of a statement, handed to SQLite itself, one after the other.
///
/// GRDB's own way gathers them into collections first, twice, and finds out anew what each of them is: for a row of a record
/// that costs as much as SQLite's work on it.
struct Binding {
    private let statement: Statement
    private var place: Int32 = 0
    /// What SQLite said last that was not right.
    private var fault = SQLITE_OK

    /// Copied, for it need not stay where it is until the statement has run.
    private static let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

    init(_ statement: Statement) {
        self.statement = statement
        // Takes back what the last run left, and lets GRDB run the statement as it stands then.
        statement.setUncheckedArguments(StatementArguments())
    }

    mutating func add(_ value: some StatementBinding) {
        place += 1
        note(value.bind(to: statement.sqliteStatement, at: place))
    }

    /// Bytes as they are, or null.
    mutating func add(bytes: [UInt8]?) {
        place += 1
        guard let bytes else { return note(sqlite3_bind_null(statement.sqliteStatement, place)) }
        note(sqlite3_bind_blob(statement.sqliteStatement, place, bytes, Int32(bytes.count), Binding.copied))
    }

    /// Runs the statement to its end.
    func run() throws {
        try check()
        try statement.execute()
    }

    /// Calls `read` with the first row, if there is one; the row is gone afterwards.
    func first<Result>(_ read: (Row) throws -> Result) throws -> Result? {
        try check()
        let rows = try Row.fetchCursor(statement)
        // The row is the statement's own, which is taken back with the last that speaks of its rows.
        return try withExtendedLifetime(rows) { try rows.next().map(read) }
    }

    private mutating func note(_ code: Int32) {
        if code != SQLITE_OK { fault = code }
    }

    private func check() throws {
        guard fault == SQLITE_OK else { throw DatabaseError(resultCode: ResultCode(rawValue: fault)) }
    }
}

extension Statement {
    /// Calls `visit` with the bytes of each row's first column, which are gone afterwards. A program that syncs once adds up a
    /// hash of every record; rows made for each of them would cost three times as much.
    func forEachBlob(_ visit: (UnsafeRawBufferPointer) -> Void) throws {
        defer { sqlite3_reset(sqliteStatement) }
        var code = sqlite3_step(sqliteStatement)
        while code == SQLITE_ROW {
            let count = Int(sqlite3_column_bytes(sqliteStatement, 0))
            visit(UnsafeRawBufferPointer(start: sqlite3_column_blob(sqliteStatement, 0), count: count))
            code = sqlite3_step(sqliteStatement)
        }
        guard code == SQLITE_DONE else { throw DatabaseError(resultCode: ResultCode(rawValue: code)) }
    }
}
