public import SyncModel

/// What a note is about: an item, or one measure of it.
public struct NoteTarget: Hashable, Sendable {
    public var item: String
    public var measure: String?

    public init(item: String, measure: String? = nil) {
        self.item = item
        self.measure = measure
    }

    /// Reads the register; nil where it is not understood.
    public init?(_ value: Value) {
        var item: String?
        var measure: String?
        let isObject = value.readMembers { reader, name in
            switch name {
            case "item": item = try reader.textOrNull()
            case "measure": measure = try reader.textOrNull()
            default: try reader.skip()
            }
        }
        guard isObject, let item else { return nil }
        self.init(item: item, measure: measure)
    }

    /// The register: `{"item":…,"measure":…}`, the measure null where there is none.
    public var value: Value {
        Value { writer in
            writer.member("item", item)
            writer.member("measure", measure)
        }
    }
}

extension NoteTarget: CustomStringConvertible {
    public var description: String { measure.map { "\(item)/\($0)" } ?? item }
}
