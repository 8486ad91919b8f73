import ReformNotes
import SyncModel

/// A field's value in words.
enum FieldText {
    static func of(_ value: Value, in field: FieldKey) -> String {
        guard !value.isNull else { return "unset" }
        switch field {
        case NoteField.stance: return NoteStance(value)?.phrase ?? raw(value)
        case NoteField.item: return NoteTarget(value)?.description ?? raw(value)
        case NoteField.anchor: return NoteAnchor(value)?.exact ?? raw(value)
        default: return value.text ?? raw(value)
        }
    }

    private static func raw(_ value: Value) -> String { String(decoding: value.json, as: UTF8.self) }
}
