import GRDB
import SyncClient
import SyncModel

/// The plainest shelf of notes: one column, the body.
struct PlainNotes: Shelf {
    let collection = "note"
    let columns: [(name: String, declaration: String)] = [("body", "TEXT")]
    let longest: String? = "body"
    let furniture: [String] = []

    func rule(_ field: FieldKey) -> MergeRule { field.text == "body" ? .text : .single }

    func row(_ record: ShownRecord) -> [DatabaseValue] {
        [(record.value(FieldKey(known: "body"))?.text).databaseValue]
    }
}
