import GRDB

/// Which team this replica is of, by the id that the team keeps wherever its server moves.
enum HomeTable {
    static let columns = "only, id"

    static func team(_ db: Database) throws -> String? {
        guard let row = try Row.fetchOne(db.cachedStatement(sql: "SELECT \(columns), sum FROM home")) else {
            return nil
        }
        try row.check("the id of this replica's team")
        return row[1]
    }

    static func keep(_ db: Database, team: String) throws {
        try db.keep("INSERT OR REPLACE INTO home (\(columns), sum) VALUES (?, ?, ?)", [Int64(1), team])
    }
}
