import Foundation
import GRDB

extension SQLiteStore: MovableStore {
    func filling(_ work: (any KeptRows) throws -> Void) throws {
        try database.write { try work(SQLiteTransaction(database: $0)) }
    }

    func telling(_ work: (any KeptRows) throws -> Void) throws {
        try database.read { try work(SQLiteTransaction(database: $0)) }
    }
}

extension SQLiteTransaction: KeptRows {
    func rows(of table: KeptTable, _ visit: ([KeptValue]) throws -> Void) throws {
        let told = table.columns.map { column in
            if case .derived(let expression) = column.inSQLite { expression } else { column.name }
        }
        let rows = try rows("SELECT \(told.joined(separator: ", ")) FROM \(table.name)")
        while let row = try rows.next() {
            try visit(
                try table.columns.enumerated().map { place, column in
                    guard !row.hasNull(atIndex: place) else { return .none }
                    return switch column.kind {
                    case .integer: .integer(row[place])
                    case .text: .text(row[place])
                    case .bytes: .bytes(try row.bytes(place))
                    }
                })
        }
    }

    func insert(_ row: [KeptValue], into table: KeptTable) throws {
        let kept = zip(table.columns, row).filter { column, _ in
            if case .derived = column.inSQLite { false } else { true }
        }
        let places = Array(repeating: "?", count: kept.count).joined(separator: ", ")
        let names = kept.map(\.0.name).joined(separator: ", ")
        try run(
            "INSERT INTO \(table.name) (\(names)) VALUES (\(places))",
            StatementArguments(kept.map { $0.1.column(for: $0.0) }))
    }

    /// SQLite draws the number after the greatest.
    func goOnNumbering(_ table: KeptTable) {}
}

extension KeptValue {
    fileprivate func column(for column: KeptTable.Column) -> DatabaseValue {
        switch (self, column.inSQLite) {
        case (.bytes(let bytes), .text): String(decoding: bytes, as: UTF8.self).databaseValue
        case (.bytes(let bytes), _): bytes.blob
        case (.integer(let number), _): number.databaseValue
        case (.text(let text), _): text.databaseValue
        case (.none, _): .null
        }
    }
}
