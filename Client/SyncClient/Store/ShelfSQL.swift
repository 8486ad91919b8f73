/// The statements that every record goes through.
struct ShelfSQL: Sendable {
    let load: String
    let upsert: String
    let hashes: String
    let unsent: String

    init(_ shelf: any Shelf) {
        let table = shelf.collection
        load = "SELECT state, hash, receipt, offer, unsent FROM \(table) WHERE key = ?"
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
