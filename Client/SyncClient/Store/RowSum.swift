import Crypto
public import Foundation
public import GRDB

/// What a row adds up to, kept in the row itself, in the column `sum`: what the disk has altered is neither shown nor sent.
public enum RowSum {
    /// SHA-256 over the values, each behind its kind and its length, so that no two rows share their bytes.
    public static func of(_ values: some Sequence<DatabaseValue>) -> Data {
        var hash = SHA256()
        for value in values {
            let (kind, bytes) = value.canonical
            withUnsafeBytes(of: UInt64(bytes.count).bigEndian) { hash.update(data: [kind] + $0) }
            hash.update(data: bytes)
        }
        return Data(hash.finalize())
    }
}

extension DatabaseValue {
    fileprivate var canonical: (kind: UInt8, bytes: [UInt8]) {
        switch storage {
        case .null: (0, [])
        case .int64(let number): (1, withUnsafeBytes(of: number.bigEndian) { Array($0) })
        case .double(let number): (2, withUnsafeBytes(of: number.bitPattern.bigEndian) { Array($0) })
        case .string(let text): (3, Array(text.utf8))
        case .blob(let data): (4, Array(data))
        }
    }
}

extension Row {
    /// Checks the first `count` columns, the last of which is the sum of the others.
    /// - Throws: ``ReplicaError/damaged(_:)`` that names `what` was altered.
    public func check(_ count: Int, _ what: @autoclosure () -> String) throws {
        let values = prefix(count).map(\.1)
        guard values.count == count, let sum = values.last, RowSum.of(values.dropLast()).databaseValue == sum else {
            throw ReplicaError.damaged("\(what()) is not as it was kept")
        }
    }

    /// All columns, the last of which is the sum of the others.
    func check(_ what: @autoclosure () -> String) throws { try check(count, what()) }
}

extension Database {
    /// Runs `sql` with `values`, and their sum as its last argument.
    func keep(_ sql: String, _ values: [(any DatabaseValueConvertible)?]) throws {
        let values = values.map { $0?.databaseValue ?? .null }
        let statement = try cachedStatement(sql: sql)
        try statement.execute(arguments: StatementArguments(values + [RowSum.of(values).databaseValue]))
    }
}
