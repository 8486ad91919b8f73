import Crypto
public import Foundation
public import GRDB

/// What a row adds up to, kept in the row itself, in the column `sum`: what the disk has altered is neither shown nor sent.
public enum RowSum {
    /// SHA-256 over the values, each behind its kind and its length, so that no two rows share their bytes.
    public static func of(_ values: some Sequence<DatabaseValue>) -> Data {
        // Gathered first: many short pieces cost a hash more than their bytes do.
        var bytes: [UInt8] = []
        bytes.reserveCapacity(1_024)
        for value in values { bytes.append(value) }
        return SHA256.hash(data: bytes).withUnsafeBytes { Data($0) }
    }
}

extension [UInt8] {
    fileprivate mutating func append(_ value: DatabaseValue) {
        switch value.storage {
        case .null: append(0, UnsafeRawBufferPointer(start: nil, count: 0))
        case .int64(let number): Swift.withUnsafeBytes(of: number.bigEndian) { append(1, $0) }
        case .double(let number): Swift.withUnsafeBytes(of: number.bitPattern.bigEndian) { append(2, $0) }
        case .string(var text): text.withUTF8 { append(3, UnsafeRawBufferPointer($0)) }
        case .blob(let data): data.withUnsafeBytes { append(4, $0) }
        }
    }

    private mutating func append(_ kind: UInt8, _ bytes: UnsafeRawBufferPointer) {
        append(kind)
        Swift.withUnsafeBytes(of: UInt64(bytes.count).bigEndian) { append(contentsOf: $0) }
        append(contentsOf: bytes)
    }
}

extension Row {
    /// Checks the first `count` columns, the last of which is the sum of the others.
    /// - Throws: ``ReplicaError/damaged(_:)`` that names `what` was altered.
    public func check(_ count: Int, _ what: @autoclosure () -> String) throws {
        let values = (0..<Swift.min(count, self.count)).map { value(at: $0) }
        guard values.count == count, let sum = values.last, RowSum.of(values.dropLast()).databaseValue == sum else {
            throw ReplicaError.damaged("\(what()) is not as it was kept")
        }
    }

    /// Decoded as whatever it is: GRDB would ask its own conformances what a `DatabaseValue` is at each of a row's columns.
    private func value(at column: Int) -> DatabaseValue {
        (self[column] as (any DatabaseValueConvertible)?)?.databaseValue ?? .null
    }

    /// All columns, the last of which is the sum of the others.
    func check(_ what: @autoclosure () -> String) throws { try check(count, what()) }
}

extension Database {
    /// Runs `sql` with `values`, and their sum as its last argument.
    func keep(_ sql: String, _ values: [(any DatabaseValueConvertible)?]) throws {
        let values = values.map { $0?.databaseValue ?? .null }
        var binding = Binding(try cachedStatement(sql: sql))
        for value in values { binding.add(value) }
        binding.add(RowSum.of(values))
        try binding.run()
    }
}
