/// What the register ``FieldKey/deleted`` says of a record that was withdrawn: why, and what its writer had in sight.
///
/// A deletion hides only what its writer had seen; an edit it had not seen beats it, and the record stays visible until a
/// person settles the two.
public struct Deletion: Hashable, Sendable {
    public var reason: String?
    public var seen: Context

    public init(reason: String?, seen: Context) {
        self.reason = reason
        self.seen = seen
    }

    /// Nil where the value says that the record is not withdrawn, or is not understood: then nothing is hidden.
    public init?(_ value: Value) {
        // A withdrawal that was lifted says so: no error need be made of it first.
        guard !value.isNull else { return nil }
        var reason: String?
        var seen: Context?
        let read: Void? = try? JSONReader.whole(value.json, allowsPlaces: true) { reader in
            try reader.object { reader, name in
                switch name {
                case "reason": reason = try reader.isNull() ? nil : try reader.string()
                case "seen": seen = try reader.context()
                default: try reader.skip()
                }
            }
        }
        guard read != nil, let seen else { return nil }
        self.init(reason: reason, seen: seen)
    }

    public var value: Value {
        var writer = JSONWriter()
        writer.object { writer in
            writer.key("reason")
            if let reason { writer.string(reason) } else { writer.raw("null".utf8) }
            writer.key("seen")
            writer.context(seen)
        }
        return Value(unchecked: writer.bytes)
    }
}

extension RecordState {
    /// The deletions that no later change replaced, each with its dot.
    var deletions: [(dot: Dot, deletion: Deletion)] {
        (registers[.deleted]?.siblings ?? []).compactMap { entry in
            guard let value = entry.value, var deletion = Deletion(value) else { return nil }
            // Only this replica's own unsent deletion can have had its unsent edits in sight, whatever another one claims.
            if !entry.dot.isUnsent { deletion.seen = deletion.seen.without(.unsent) }
            return (entry.dot, deletion)
        }
    }

    /// Whether the record is hidden: every other value it holds was in sight of a deletion, or is the deletion's own.
    public var isHidden: Bool { isHidden(by: deletions) }

    /// The same with ``deletions`` that were read before.
    func isHidden(by deletions: [(dot: Dot, deletion: Deletion)]) -> Bool {
        guard !deletions.isEmpty else { return false }
        let own = Set(deletions.map(\.dot))
        return registers.allSatisfy { _, register in
            register.siblings.allSatisfy { entry in
                own.contains(entry.dot) || deletions.contains { $0.deletion.seen.covers(entry.dot) }
            }
        }
    }

    /// Whether a deletion and something it had not seen stand against each other, for a person to settle.
    public var isDeletionDisputed: Bool { !deletions.isEmpty && !isHidden }
}
