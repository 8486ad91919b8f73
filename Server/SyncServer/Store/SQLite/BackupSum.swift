import Crypto
import Foundation
import GRDB

/// SHA-256 of every row that a server kept, and of the secret: a database that is sound in its build may still tell another
/// name, or another role, than was written.
///
/// It knows no table by name, so that later versions of this program, with other tables, reckon it the same.
struct BackupSum {
    let bytes: [UInt8]

    /// - Parameter made: when the backup was, milliseconds since 1970.
    init(of database: Database, made: Int64, secret: [UInt8]) throws {
        var hash = SHA256()
        hash.update(data: made.databaseValue.marked + Data(secret).databaseValue.marked)
        let tables = try String.fetchAll(
            database,
            sql: """
                SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'backup' AND name NOT LIKE 'sqlite%'
                ORDER BY name
                """)
        for table in tables {
            let rows = try Row.fetchCursor(
                database, sql: "SELECT * FROM \(table.quotedDatabaseIdentifier) ORDER BY rowid")
            while let row = try rows.next() {
                for value in row.databaseValues { hash.update(data: value.marked) }
            }
        }
        bytes = Array(hash.finalize())
    }
}

extension DatabaseValue {
    /// Its kind, its length and its bytes, so that no two rows look the same one after the other.
    fileprivate var marked: [UInt8] {
        let (kind, bytes): (UInt8, [UInt8]) =
            switch storage {
            case .null: (0, [])
            case .int64(let number): (1, withUnsafeBytes(of: number.bigEndian, Array.init))
            case .double(let number): (2, withUnsafeBytes(of: number.bitPattern.bigEndian, Array.init))
            case .string(let text): (3, Array(text.utf8))
            case .blob(let data): (4, Array(data))
            }
        return [kind] + withUnsafeBytes(of: bytes.count.bigEndian, Array.init) + bytes
    }
}
