/// One act of one replica on one record: the fields it assigns, and what its writer had in sight.
public struct Change: Hashable, Sendable {
    public let dot: Dot
    /// When it was made, as far as the writer's clock could say. It alone may change after the change was first sent.
    public var stamp: Stamp
    public let record: RecordID
    /// The person, by the name that the invitation gave.
    public let author: String
    public let device: String
    /// What the writer had seen of this record when making the edit; its own entry names its previous change of it.
    public let context: Context
    public let assigns: FieldMap<Assignment>

    public init(
        dot: Dot, stamp: Stamp, record: RecordID, author: String, device: String, context: Context,
        assigns: FieldMap<Assignment>
    ) {
        self.dot = dot
        self.stamp = stamp
        self.record = record
        self.author = author
        self.device = device
        self.context = context
        self.assigns = assigns
    }
}

/// A value given to a field, and the values it takes the place of: those that its writer was shown, and no others.
public struct Assignment: Hashable, Sendable {
    public var value: Value
    /// In order, each once.
    public var replaces: [Dot]

    public init(value: Value, replaces: some Sequence<Dot>) {
        self.value = value
        self.replaces = Set(replaces).sorted()
    }
}
