/// An edit made here that the server has not acknowledged.
///
/// What it had in sight is fixed when the person edits; its name and its stamp are bound only in the transaction that
/// writes the batch to be sent (*early context, late name*). Until then it points at other edits of this outbox by place.
public struct UnsentEdit: Hashable, Sendable {
    /// Its place in the outbox of the whole replica; places rise and are never used twice.
    public private(set) var place: UInt64
    /// The acknowledged context of the record that the person had in sight.
    public var context: Context
    /// The place of this record's edit before it, which the person had in sight too; nil once that one is acknowledged.
    public var predecessor: UInt64?
    /// This device's uncorrected clock at the edit, milliseconds since 1970.
    public var edited: Int64
    public var assigns: FieldMap<Assignment>
    /// Where values were written that stood here before another edit folded in; all others were written at ``place``.
    public internal(set) var written = FieldMap<UInt64>()
    /// The values it replaced, by their dots: what a merge may need and the server may have lost.
    public var replaced: FieldMap<[Register.Entry]>
    /// The change as it was first sent. From then on its bytes are sent again as they are until an outcome arrives.
    public var bound: Change?

    public init(
        place: UInt64, context: Context, predecessor: UInt64?, edited: Int64, assigns: FieldMap<Assignment>,
        replaced: FieldMap<[Register.Entry]> = FieldMap(), bound: Change? = nil
    ) {
        self.place = place
        self.context = context
        self.predecessor = predecessor
        self.edited = edited
        self.assigns = assigns
        self.replaced = replaced
        self.bound = bound
    }

    /// The stand-in for its dot while it has none.
    public var dot: Dot { .unsent(place: place) }

    /// Takes the later place of an edit that folded in, because it says something else now: who saw what it said before has
    /// not seen this. Of the values in it, those that were not `rewritten` are still known by where they were written.
    mutating func move(to later: UInt64, rewritten: [FieldKey]) {
        for field in assigns.keys { written[field] = rewritten.contains(field) ? nil : written[field] ?? place }
        place = later
    }

    /// How a sight speaks of the value of `field` in it: the same for as long as nobody writes the field anew.
    public func mark(of field: FieldKey) -> Dot { .unsent(place: written[field] ?? place) }

    /// Whether a sight that speaks of `mark` had the value of `field` in it, be it that it had all of it.
    func says(_ field: FieldKey, marked mark: Dot) -> Bool {
        mark == dot || (assigns[field] != nil && mark == self.mark(of: field))
    }

    var isDeletion: Bool { assigns.deletes != nil }
}
