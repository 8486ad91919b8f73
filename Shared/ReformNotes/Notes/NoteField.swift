public import SyncModel

/// The registers of a note.
public enum NoteField {
    public static let item = FieldKey(known: "item")
    public static let body = FieldKey(known: "body")
    public static let kind = FieldKey(known: "kind")
    public static let stance = FieldKey(known: "stance")
    public static let anchor = FieldKey(known: "anchor")
    public static let status = FieldKey(known: "status")
    public static let author = FieldKey(known: "author")
    public static let created = FieldKey(known: "created")
    public static let replyTo = FieldKey(known: "replyTo")
    public static let importedFrom = FieldKey(known: "importedFrom")

    /// The names of the two sets, whose elements are registers of their own.
    public static let tags = "tag"
    public static let refs = "ref"

    /// The register of one tag; nil where it is too long for a key.
    public static func tag(_ tag: String) -> FieldKey? { FieldKey(element: tag, of: tags) }

    /// The register of one reference; nil where it is too long for a key.
    public static func ref(_ ref: String) -> FieldKey? { FieldKey(element: ref, of: refs) }

    /// How two clients' values come together: the body is merged by block; all others hold one value or a conflict.
    public static let mergeRules: MergeRules = { collection, field in
        collection == NoteID.collection && field == body ? .text : .single
    }
}
