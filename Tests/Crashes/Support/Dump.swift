import GRDB

/// Everything that a database holds, as text: equal dumps, equal contents.
struct Dump: Equatable, CustomStringConvertible {
    let tables: [String: [String]]

    init(_ db: Database, without table: String = "") throws {
        // What the counter of places has come to matters as well; the pages of a full-text index are SQLite's own affair.
        let names = try String.fetchAll(
            db, sql: "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'")
        tables = try Dictionary(
            uniqueKeysWithValues: names.filter { $0 != table }.map { name in
                let rows = try Row.fetchAll(db, sql: "SELECT * FROM \(name)")
                return (name, rows.map(\.description).sorted())
            })
    }

    var description: String {
        tables.sorted { $0.key < $1.key }.map { "\($0.key)\n  " + $0.value.joined(separator: "\n  ") }
            .joined(separator: "\n")
    }
}
