import GRDB
public import SyncModel

/// What can still be read of a damaged replica and lies nowhere else: what was not sent, what was refused, and whose it is.
public struct Salvage {
    /// Nil where the replica's own row is not as it was kept: then nobody can tell which server may be sent its token.
    public let identity: Identity?
    /// The edits that were not sent, in order of place.
    public let unsent: [UnsentEditOfRecord]
    /// How many more there were, as far as that can be told.
    public let unreadable: Int
    /// How many refused edits can be read.
    public var refused: Int { rows["quarantine"]?.count ?? 0 }
    /// Who wrote here, as far as it can be read.
    let owner: (author: String, device: String)
    /// Rows of the tables that are taken over as they are.
    let rows: [String: [[DatabaseValue]]]

    static let copied = [
        ("quarantine", QuarantineTable.columns), ("sent", SentTable.columns), ("sent_value", SentTable.valueColumns),
        ("history", HistoryTable.columns),
    ]

    init(_ db: Database, _ records: RecordTable) {
        let replica = Salvage.rows(db, "replica", Identity.columns)
        identity = replica.sound.first.flatMap { try? Identity($0) }
        let any = replica.any.first
        owner = (any?["author"] as String? ?? "unknown", any?["device"] as String? ?? "unknown")
        let outbox = Salvage.rows(db, "outbox", OutboxTable.columns)
        unsent = outbox.sound.compactMap(UnsentEditOfRecord.init)
        let told = (try? records.unsentTold(db)) ?? 0
        unreadable = max(outbox.altered + outbox.sound.count - unsent.count, told - unsent.count, 0)
        rows = Dictionary(
            uniqueKeysWithValues: Salvage.copied.map { table, columns in
                (table, Salvage.rows(db, table, columns).sound.map { Array($0.databaseValues.dropLast()) })
            })
    }

    private typealias Found = (sound: [Row], any: [Row], altered: Int)

    /// Reads a table row by row: from both ends and by an index, for a broken page stops whoever reads over it.
    private static func rows(_ db: Database, _ table: String, _ columns: String) -> Found {
        var numbers: Set<Int64> = []
        for way in ["NOT INDEXED ORDER BY rowid", "NOT INDEXED ORDER BY rowid DESC", ""] {
            let found = try? Int64.fetchCursor(db, sql: "SELECT rowid FROM \(table) \(way)")
            while let number = try? found?.next() { numbers.insert(number) }
        }
        var (sound, any, altered): Found = ([], [], 0)
        for number in numbers.sorted() {
            let sql = "SELECT \(columns), sum FROM \(table) WHERE rowid = ?"
            let row = try? Row.fetchOne(db, sql: sql, arguments: [number])
            if let row { any.append(row) }
            if let row, (try? row.check(table)) != nil { sound.append(row) } else { altered += 1 }
        }
        return (sound, any, altered)
    }
}

/// An unsent edit and what it is of.
public struct UnsentEditOfRecord: Hashable, Sendable {
    public let id: RecordID
    public let edit: UnsentEdit

    /// Nil for a row that cannot be read.
    init?(_ row: Row) {
        guard let id = RecordID(collection: row["collection"] ?? "", key: row["key"] ?? ""),
            var edit = try? OutboxTable.edit(row)
        else { return nil }
        // It gets the name of another replica: whether this one's was used, nobody knows any more.
        edit.bound = nil
        self.id = id
        self.edit = edit
    }
}

extension ReplicaWriter {
    /// Takes in what was salvaged of the replica that this one takes the place of.
    func takeIn(_ salvage: Salvage) throws {
        if let lost = salvage.identity {
            identity.team = lost.team
            identity.server = lost.server
            identity.limits = lost.limits
            identity.clockOffset = lost.clockOffset
            identity.earlier = lost.earlier + [lost.id]
        }
        for (table, columns) in Salvage.copied {
            let marks = columns.split(separator: ",").map { _ in "?" }.joined(separator: ", ")
            for values in salvage.rows[table] ?? [] {
                try db.keep("INSERT OR IGNORE INTO \(table) (\(columns), sum) VALUES (\(marks), ?)", values)
            }
        }
        try OutboxTable.keepCount(db)
        // What was refused may be all there is of a note: without a row of its own nobody would find it.
        for id in Set(try QuarantineTable.edits(db).map(\.id)).sorted() { try update(id) { _, _ in } }
        for (id, edits) in Dictionary(grouping: salvage.unsent, by: \.id).sorted(by: { $0.key < $1.key }) {
            try update(id) { stored, _ in stored.local.unsent = edits.map(\.edit) }
        }
    }
}
