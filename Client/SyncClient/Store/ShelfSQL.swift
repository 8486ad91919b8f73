/// The statements that every record goes through.
struct ShelfSQL: Sendable {
    let load: String
    let states: String
    let upsert: String
    let hashes: String
    let unsent: String

    init(_ shelf: any Shelf) {
        let (table, longest) = (shelf.collection, shelf.longest ?? "NULL")
        load = "SELECT state, \(longest), hash, receipt, offer, unsent FROM \(table) WHERE key = ?"
        states = "SELECT state, \(longest), hash, key FROM \(table) WHERE state IS NOT NULL"
        hashes = "SELECT hash FROM \(table) WHERE hash IS NOT NULL"
        unsent = "SELECT sum(unsent) FROM \(table) WHERE unsent > 0"
        let names = shelf.sealedColumns + ["sum", "state", "hash", "receipt", "offer"]
        let updates = names.dropFirst().map { "\($0) = excluded.\($0)" }
        upsert = """
            INSERT INTO \(table) (\(names.joined(separator: ", ")))
            VALUES (\(names.map { _ in "?" }.joined(separator: ", ")))
            ON CONFLICT (key) DO UPDATE SET \(updates.joined(separator: ", "))
            """
    }
}
