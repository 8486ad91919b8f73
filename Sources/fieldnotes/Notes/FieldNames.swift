import SyncModel

/// Fields as people know them.
enum FieldNames {
    /// "body, tags": each once, the elements of a set together.
    static func list(_ keys: [FieldKey]) -> String {
        var names: [String] = []
        for key in keys where !names.contains(of(key)) { names.append(of(key)) }
        return names.joined(separator: ", ")
    }

    /// The name of one field: `tags` for each tag.
    static func of(_ key: FieldKey) -> String {
        if let element = key.element { return "\(element.set)s" }
        return switch key.text {
        case "deleted": "withdrawal"
        case "replyTo": "answer to"
        case "importedFrom": "imported from"
        default: key.text
        }
    }
}
