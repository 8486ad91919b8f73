/// What stands in one column of one row.
enum KeptValue: Hashable {
    case none
    case integer(Int64)
    case text(String)
    case bytes([UInt8])
}

/// A transaction that can tell all that is kept, and take it in.
protocol KeptRows: TeamTable {
    func rows(of table: KeptTable, _ visit: ([KeptValue]) throws -> Void) throws
    func insert(_ row: [KeptValue], into table: KeptTable) throws
    /// Numbers that the database draws from now on are new ones.
    func goOnNumbering(_ table: KeptTable) throws
}

/// A store that can be moved to another.
protocol MovableStore: ServerStore {
    /// Does `work` in one transaction, on the thread that asks.
    func filling(_ work: (any KeptRows) throws -> Void) throws
    func telling(_ work: (any KeptRows) throws -> Void) throws
}

extension MovableStore {
    /// Carries all that is kept here over to `other`, which must be empty, and its life with it: cursors go on there.
    func move(to other: any MovableStore) throws {
        try telling { source in
            try other.filling { target in
                try target.keep(try source.life())
                for table in KeptTable.all {
                    try source.rows(of: table) { try target.insert($0, into: table) }
                    if table.isNumbered { try target.goOnNumbering(table) }
                }
            }
        }
    }
}
