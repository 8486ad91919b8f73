import SyncModel

/// One value that somebody gave a field: what the ledger speaks of. No two edits write the same, but where a person keeps
/// one side of a conflict.
struct Word: Hashable {
    let record: RecordID
    let field: FieldKey
    /// A deletion is known by its reason, for what it says of its sight changes while it waits to be sent.
    let text: [UInt8]

    init(_ record: RecordID, _ field: FieldKey, _ value: Value) {
        self.record = record
        self.field = field
        text = field == .deleted ? Word.reason(value) : value.json
    }

    private static func reason(_ value: Value) -> [UInt8] {
        Deletion(value).map { Array(($0.reason ?? "").utf8) } ?? value.json
    }

    /// Whether it says that a field holds nothing, or that a record is not withdrawn: many write that.
    var isNothing: Bool { text == Value.null.json }
}

extension Word: CustomStringConvertible {
    var description: String {
        "\(record.key.prefix(4)).\(field) = \(String(decoding: text, as: UTF8.self).suffix(120))"
    }
}
