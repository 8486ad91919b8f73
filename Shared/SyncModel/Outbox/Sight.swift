/// What a person had in sight of a record when its text was opened: an edit replaces that and nothing that came later, for
/// what was shown counts from the opening, not from the saving.
public struct Sight: Hashable, Sendable {
    /// The acknowledged context at the opening.
    public var context: Context
    /// The place of the last unsent edit of the record that was shown with it.
    public var place: UInt64?
    /// For each field, the dots that its shown value says.
    public var shown: FieldMap<[Dot]>

    public init(context: Context = Context(), place: UInt64? = nil, shown: FieldMap<[Dot]> = FieldMap()) {
        self.context = context
        self.place = place
        self.shown = shown
    }

    /// What a deletion made now had in sight, own edits that are not sent yet included.
    var deletionContext: Context {
        var seen = context
        if let place { seen.note(.unsent(place: place)) }
        return seen
    }
}

extension LocalRecord {
    /// What a person sees who opens the record now.
    public func sight(of seen: RecordState, _ rules: MergeRules) -> Sight {
        var shown = FieldMap<[Dot]>()
        for (field, _) in seen.registers {
            shown[field] = seen.shown(field, rule: rules(id.collection, field))?.dots
        }
        return Sight(context: acknowledged.context, place: unsent.last?.place, shown: shown)
    }

    /// What a person sees who is shown every side of every conflict now, and so settles them all.
    public func wholeSight(of seen: RecordState) -> Sight {
        let siblings = seen.registers.mapContents { _, register in register.siblings.map(\.dot) }
        return Sight(context: acknowledged.context, place: unsent.last?.place, shown: siblings)
    }
}
