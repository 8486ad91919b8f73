extension PostgresStore: MovableStore {
    func filling(_ work: (any KeptRows) throws -> Void) throws {
        try pool.lend { try PostgresTransaction.perform(.writing, within: .server, on: $0) { try work($0) } }
    }

    func telling(_ work: (any KeptRows) throws -> Void) throws {
        try pool.lend { try PostgresTransaction.perform(.reading, within: .server, on: $0) { try work($0) } }
    }

    /// Makes the server sign with what another has signed with, whose place it takes.
    func take(secret: [UInt8]) throws {
        try pool.lend { connection in
            _ = try connection.rows("UPDATE server SET secret = $1", [.bytes(secret)])
        }
    }
}

extension PostgresTransaction: KeptRows {
    func rows(of table: KeptTable, _ visit: ([KeptValue]) throws -> Void) throws {
        // A cursor for each table by a name of its own: the way to fetch from it is prepared by its columns.
        let cursor = "move_\(table.name)"
        let names = table.columns.map(\.name).joined(separator: ", ")
        try run("DECLARE \(cursor) NO SCROLL CURSOR FOR SELECT \(names) FROM \(table.name)")
        while true {
            let rows = try rows("FETCH 500 FROM \(cursor)")
            guard !rows.isEmpty else { return try run("CLOSE \(cursor)") }
            for row in rows { try visit(row.values(of: table)) }
        }
    }

    func insert(_ row: [KeptValue], into table: KeptTable) throws {
        let names = table.columns.map(\.name).joined(separator: ", ")
        let places = row.indices.map { "$\($0 + 1)" }.joined(separator: ", ")
        let overriding = table.isNumbered ? "OVERRIDING SYSTEM VALUE " : ""
        try connection.send(
            "INSERT INTO \(table.name) (\(names)) \(overriding)VALUES (\(places))",
            zip(table.columns, row).map { $0.kind.bound($1) })
    }

    func goOnNumbering(_ table: KeptTable) throws {
        try run(
            """
            SELECT setval(pg_get_serial_sequence('\(table.name)', 'id'), coalesce(max(id), 0) + 1, false)
            FROM \(table.name)
            """)
    }
}

extension PostgresRow {
    fileprivate func values(of table: KeptTable) -> [KeptValue] {
        table.columns.enumerated().map { place, column in
            let place = Int32(place)
            guard !isNull(place) else { return .none }
            return switch column.kind {
            case .integer: .integer(integer(place))
            case .text: .text(text(place))
            case .bytes: .bytes(bytes(place))
            }
        }
    }
}

extension KeptTable.Kind {
    /// The value as one of this kind; a NULL has a kind too.
    fileprivate func bound(_ value: KeptValue) -> PostgresValue {
        switch (self, value) {
        case (.integer, .integer(let number)): .integer(number)
        case (.text, .text(let text)): .text(text)
        case (.bytes, .bytes(let bytes)): .bytes(bytes)
        case (.integer, _): .integer(nil)
        case (.text, _): .text(nil)
        case (.bytes, _): .bytes(nil)
        }
    }
}
