import CPostgres

/// The rows that a statement gave, in PostgreSQL's binary form.
final class PostgresRows {
    fileprivate let result: OpaquePointer

    /// - Parameter result: one of libpq's, which is freed with this.
    init(_ result: OpaquePointer) {
        self.result = result
    }

    deinit { PQclear(result) }

    var isDone: Bool { [PGRES_TUPLES_OK, PGRES_COMMAND_OK].contains(PQresultStatus(result)) }
    /// What was done, as in `COMMIT` or `UPDATE 3`.
    var command: String { String(cString: PQcmdStatus(result)) }
    /// How many rows a statement altered.
    var changedCount: Int { Int(String(cString: PQcmdTuples(result))) ?? 0 }
    var failure: PostgresError { PostgresError(result) }

    var first: PostgresRow? { isEmpty ? nil : self[0] }
}

extension PostgresRows: RandomAccessCollection {
    var startIndex: Int { 0 }
    var endIndex: Int { Int(PQntuples(result)) }
    subscript(place: Int) -> PostgresRow { PostgresRow(rows: self, number: Int32(place)) }
}

/// One row. Its columns have the types that the statement names; another is a mistake of the program.
struct PostgresRow {
    let rows: PostgresRows
    let number: Int32

    func isNull(_ column: Int32) -> Bool { PQgetisnull(rows.result, number, column) == 1 }

    func bytes(_ column: Int32) -> [UInt8] { with(column) { Array($0) } }
    func text(_ column: Int32) -> String { with(column) { String(decoding: $0, as: UTF8.self) } }
    func integer(_ column: Int32) -> Int64 {
        with(column) { bytes in
            precondition(bytes.count == 8, "the column is a bigint")
            return bytes.reduce(0) { $0 << 8 | Int64($1) }
        }
    }

    /// A 64-bit number that was bound by ``PostgresValue/bits(_:)``.
    func bits(_ column: Int32) -> UInt64 { UInt64(bitPattern: integer(column)) }
    func integerIfAny(_ column: Int32) -> Int64? { isNull(column) ? nil : integer(column) }
    func textIfAny(_ column: Int32) -> String? { isNull(column) ? nil : text(column) }
    func bytesIfAny(_ column: Int32) -> [UInt8]? { isNull(column) ? nil : bytes(column) }

    private func with<Result>(_ column: Int32, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        let start = PQgetvalue(rows.result, number, column)
        return body(UnsafeRawBufferPointer(start: start, count: Int(PQgetlength(rows.result, number, column))))
    }
}
