public import SyncModel

/// The words of an item that a note is pinned to, with enough around them to find the place again when the text has moved.
public struct NoteAnchor: Hashable, Sendable {
    /// The item's field that holds the words, such as `decision`.
    public var field: String
    public var exact: String
    /// Up to 32 characters before and after the words.
    public var prefix: String
    public var suffix: String
    /// Where the words began and ended, in characters of the field.
    public var start: UInt64
    public var end: UInt64
    /// The version of the catalogue that they were read in.
    public var catalogue: String

    public init(
        field: String, exact: String, prefix: String, suffix: String, start: UInt64, end: UInt64, catalogue: String
    ) {
        self.field = field
        self.exact = exact
        self.prefix = prefix
        self.suffix = suffix
        self.start = start
        self.end = end
        self.catalogue = catalogue
    }

    /// Reads the register; nil where it is unset or not understood.
    public init?(_ value: Value) {
        var anchor = NoteAnchor(field: "", exact: "", prefix: "", suffix: "", start: 0, end: 0, catalogue: "")
        let isObject = value.readMembers { reader, name in
            switch name {
            case "field": anchor.field = try reader.string()
            case "exact": anchor.exact = try reader.string()
            case "prefix": anchor.prefix = try reader.string()
            case "suffix": anchor.suffix = try reader.string()
            case "start": anchor.start = try reader.count()
            case "end": anchor.end = try reader.count()
            case "catalogue": anchor.catalogue = try reader.string()
            default: try reader.skip()
            }
        }
        guard isObject, !anchor.exact.isEmpty else { return nil }
        self = anchor
    }

    /// The register, its members always all there and in this order.
    public var value: Value {
        Value { writer in
            writer.member("field", field)
            writer.member("exact", exact)
            writer.member("prefix", prefix)
            writer.member("suffix", suffix)
            writer.key("start")
            writer.number(start)
            writer.key("end")
            writer.number(end)
            writer.member("catalogue", catalogue)
        }
    }
}
