import ReformNotes
import SyncModel

/// A field's value in words.
enum FieldText {
    static func of(_ value: Value, in field: FieldKey) -> String {
        if field == .deleted { return withdrawal(value) }
        guard !value.isNull else { return "unset" }
        return switch field {
        case NoteField.stance: NoteStance(value)?.phrase ?? value.jsonText
        case NoteField.item: NoteTarget(value)?.description ?? value.jsonText
        case NoteField.anchor: NoteAnchor(value)?.exact ?? value.jsonText
        case NoteField.importedFrom: NoteOrigin(value)?.author ?? value.jsonText
        default: value.text ?? value.jsonText
        }
    }

    private static func withdrawal(_ value: Value) -> String {
        guard let deletion = Deletion(value) else { return "not withdrawn" }
        return "withdrawn" + (deletion.reason.map { " (\($0))" } ?? "")
    }
}
