import ReformNotes
public import SyncModel

/// One change of a note, as far as it is held here.
public struct Revision: Sendable {
    /// Which change of the note it was; those that are not sent are counted on and may be renumbered.
    public let number: UInt64
    /// Nil while it is not sent.
    public var dot: Dot? { place.isUnsent ? nil : place }
    public let stamp: Stamp
    public let author: String
    public let device: String
    /// When the server took it in, milliseconds since 1970; nil while it has not.
    public let received: Int64?
    /// What it gave the fields; what was replaced out of sight of this replica is missing.
    public let assigns: FieldMap<Assignment>
    /// The dot, or its stand-in.
    let place: Dot

    /// `r3`
    public var name: String { "r\(number)" }
    /// When it was made, milliseconds since 1970, as far as the writer's clock could say.
    public var at: Int64 { stamp.milliseconds }
    public var fields: [FieldKey] { assigns.keys }
    /// The changes whose values it took the place of, in order.
    public var replaces: [Dot] { Set(assigns.flatMap(\.content.replaces)).filter { !$0.isUnsent }.sorted() }

    /// The fields in which it took the place of several values at once: settled by a person, or written on as merged.
    public var broughtTogether: [FieldKey] {
        assigns.filter { !$0.key.isElement && $0.content.replaces.count > 1 }.map(\.key)
    }

    /// Whether this and `other` gave a field new values out of sight of each other: both took the place of the same one.
    public func isApart(from other: Revision) -> Bool {
        assigns.contains { field, mine in
            guard !field.isElement, let theirs = other.assigns[field] else { return false }
            return !Set(mine.replaces).isDisjoint(with: theirs.replaces)
        }
    }

    func change(of id: NoteID) -> Change {
        Change(
            dot: place, stamp: stamp, record: id.record, author: author, device: device, context: Context(),
            assigns: assigns)
    }
}
