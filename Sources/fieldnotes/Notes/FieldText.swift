import ReformNotes
import SyncModel

/// The value of a field as people read it.
enum FieldText {
    static func of(_ key: FieldKey, _ value: Value) -> String {
        if let element = key.element { return "\(element.name)\(value == .yes ? "" : " (taken off)")" }
        if value.isNull { return key == .deleted ? "not withdrawn" : "unset" }
        return switch key {
        case NoteField.item: NoteTarget(value)?.description ?? value.jsonText
        case NoteField.stance: NoteStance(value)?.phrase ?? value.jsonText
        case NoteField.anchor: NoteAnchor(value).map { "\"\($0.exact)\"" } ?? value.jsonText
        case NoteField.importedFrom: NoteOrigin(value)?.author ?? value.jsonText
        case .deleted: "withdrawn" + (Deletion(value)?.reason.map { " (\($0))" } ?? "")
        default: value.text ?? value.jsonText
        }
    }
}
