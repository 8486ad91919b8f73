import GRDB
public import ReformNotes
import SyncClient

/// A reform item as the list of items shows it.
public struct ItemRow: Hashable, Sendable {
    public let item: ReformItem
    public let counts: ItemCounts
}

/// How many notes there are about an item, withdrawn ones left out.
public struct ItemCounts: Hashable, Sendable {
    public var notes = 0
    /// Those that the owner of this replica wrote.
    public var mine = 0
    public var conflicts = 0
    /// Those that somebody else wrote or changed, as the last sync that brought anything told.
    public var new = 0
    /// Notes with something to send; here withdrawn ones count.
    public var unsent = 0

    public init() {}
}

extension Notebook {
    /// All items in the catalogue's order, with their counts.
    public func items() throws -> [ItemRow] {
        let counts = try self.counts()
        return catalogue.items.map { ItemRow(item: $0, counts: counts[$0.id] ?? ItemCounts()) }
    }

    /// Counts by item; also of items that are in no catalogue here, for their notes are kept under the name they bear.
    public func counts() throws -> [String: ItemCounts] {
        try replica.read { try ItemCounts.read($0) }
    }
}

extension ItemCounts {
    static func read(_ reader: ReplicaReader) throws -> [String: ItemCounts] {
        var counts: [String: ItemCounts] = [:]
        let statement = try reader.db.cachedStatement(
            sql: "SELECT item, author, notes, conflicts, unsent FROM note_count")
        for row in try Row.fetchAll(statement) {
            let item: String = row[0] ?? ""
            let notes: Int = row[2] ?? 0
            counts[item, default: ItemCounts()].notes += notes
            if row[1] as String? == reader.identity.author { counts[item, default: ItemCounts()].mine += notes }
            counts[item, default: ItemCounts()].conflicts += row[3] as Int? ?? 0
            counts[item, default: ItemCounts()].unsent += row[4] as Int? ?? 0
        }
        for (item, count) in try news(reader) { counts[item, default: ItemCounts()].new += count }
        return counts
    }

    /// A sync that brought more than these is a first fetch in all but name, and counting them would keep a list waiting.
    static let newsMax = 1_000

    /// Who changed what since; read off an index and bounded, so that it costs no more with more notes.
    static let news = """
        SELECT item, edited_by, count(*) FROM
            (SELECT item, edited_by FROM note WHERE hidden = 0 AND received > ? LIMIT \(newsMax + 1))
        GROUP BY item, edited_by
        """

    private static func news(_ reader: ReplicaReader) throws -> [(item: String, count: Int)] {
        guard let since = reader.identity.newsSince else { return [] }
        let rows = try Row.fetchAll(reader.db.cachedStatement(sql: news), arguments: [since])
        guard rows.reduce(0, { $0 + ($1[2] as Int? ?? 0) }) <= newsMax else { return [] }
        return rows.filter { $0[1] as String? != reader.identity.author }.map { ($0[0] ?? "", $0[2] ?? 0) }
    }
}
