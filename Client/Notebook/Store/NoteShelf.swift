public import GRDB
import ReformNotes
public import SyncClient
public import SyncModel

/// How notes lie in the replica's table `note`: what is shown of each, in columns that a person can read and a list can be
/// ordered by.
public struct NoteShelf: Shelf {
    public init() {}

    public let collection = NoteID.collection

    /// Times are milliseconds since 1970. `tags` are parted by spaces. `edited` tells of the latest change of any field,
    /// `received` when the server last took one in.
    public let columns: [(name: String, declaration: String)] = [
        ("item", "TEXT NOT NULL"), ("measure", "TEXT"), ("body", "TEXT NOT NULL"), ("kind", "TEXT NOT NULL"),
        ("stance", "TEXT"), ("toward", "TEXT"), ("status", "TEXT NOT NULL"), ("tags", "TEXT NOT NULL"),
        ("author", "TEXT NOT NULL"), ("created", "INTEGER"), ("reply_to", "TEXT"), ("edited", "INTEGER NOT NULL"),
        ("edited_by", "TEXT NOT NULL"), ("received", "INTEGER"),
    ]

    public let longest: String? = "body"

    public var furniture: [String] { [NoteShelf.indexes, NoteCounts.schema, SearchIndex.schema] }

    public var secondFurniture: [String] { [SearchIndex.secondSchema] }

    public func rule(_ field: FieldKey) -> MergeRule { NoteField.mergeRules(collection, field) }

    public func row(_ record: ShownRecord) -> [DatabaseValue] {
        let note = Note(reading: record.values)
        let last = record.state.lastChange
        return [
            note.target.item.databaseValue, note.target.measure.databaseValue, note.body.databaseValue,
            note.kind.rawValue.databaseValue, (note.stance?.view.rawValue).databaseValue,
            (note.stance?.toward).databaseValue, note.status.rawValue.databaseValue,
            note.tags.joined(separator: " ").databaseValue, note.author.databaseValue,
            (UTCTime(note.created)?.milliseconds).databaseValue, (note.replyTo?.description).databaseValue,
            (last?.stamp.milliseconds ?? 0).databaseValue, (last?.author ?? "").databaseValue,
            record.state.lastReceived.databaseValue,
        ]
    }

    public func fault(_ db: Database) throws -> String? { try NoteCounts.fault(db) }

    /// Each list that a screen shows is read in the order of an index, so that it costs the rows it shows and no more.
    private static let indexes = """
        CREATE INDEX note_of_item ON note(item, edited, number) WHERE hidden = 0;
        CREATE INDEX note_edited ON note(edited, number) WHERE hidden = 0;
        CREATE INDEX note_news ON note(received, item, edited_by) WHERE hidden = 0;
        CREATE INDEX note_replies ON note(reply_to, number) WHERE reply_to IS NOT NULL;
        """
}

extension Optional where Wrapped: DatabaseValueConvertible {
    fileprivate var databaseValue: DatabaseValue { self?.databaseValue ?? .null }
}
