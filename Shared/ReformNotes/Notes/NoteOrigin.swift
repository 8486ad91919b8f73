public import SyncModel

/// Whose a note was before it was imported; who imported it stands as its author.
public struct NoteOrigin: Hashable, Sendable {
    public var author: String?
    /// When it was first written, as the file said it.
    public var created: String?

    public init(author: String?, created: String?) {
        self.author = author
        self.created = created
    }

    /// Reads the register; nil where it is unset or not understood.
    public init?(_ value: Value) {
        var origin = NoteOrigin(author: nil, created: nil)
        let isObject = value.readMembers { reader, name in
            switch name {
            case "author": origin.author = try reader.textOrNull()
            case "created": origin.created = try reader.textOrNull()
            default: try reader.skip()
            }
        }
        guard isObject, origin != NoteOrigin(author: nil, created: nil) else { return nil }
        self = origin
    }

    /// The register: `{"author":…,"created":…}`, null for what is not known.
    public var value: Value {
        Value { writer in
            writer.member("author", author)
            writer.member("created", created)
        }
    }
}
