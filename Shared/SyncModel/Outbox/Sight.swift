/// What a person had in sight of a record when its text was opened: an edit replaces that and nothing that came later, for
/// what was shown counts from the opening, not from the saving.
public struct Sight: Hashable, Sendable {
    /// The acknowledged context at the opening.
    public var context: Context
    /// The place of the last unsent edit of the record that was shown with it.
    public var place: UInt64?
    /// For each field, the dots that its shown value says; of unsent ones the place where the value was written.
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

    /// The fields of an edit whose values were shown as they stand in it.
    public func fields(of edit: UnsentEdit) -> [FieldKey] {
        edit.assigns.keys.filter { field in shown[field]?.contains { edit.says(field, marked: $0) } ?? false }
    }

    /// The same sight after some of its places were given names: a sync may run while a text is open in an editor.
    /// - Parameter name: the name that was given to the edit at a place, or to the value of a field that was written there.
    public func renamed(_ name: (_ place: UInt64, _ field: FieldKey?) throws -> Dot?) rethrows -> Sight {
        var renamed = self
        if let place, let dot = try name(place, nil) {
            renamed.place = nil
            renamed.context.note(dot)
        }
        renamed.shown = try shown.mapContents { field, dots in
            let names = try dots.map { dot in
                guard dot.isUnsent else { return dot }
                guard let whole = try name(dot.n, nil) else { return try name(dot.n, field) ?? dot }
                // Of an edit into which others folded only some values were shown; a deletion must not claim the rest.
                renamed.context.note(whole)
                return whole
            }
            return Set(names).sorted()
        }
        return renamed
    }
}

extension LocalRecord {
    /// What a person sees who opens the record now.
    public func sight(of seen: RecordState, _ rules: MergeRules) -> Sight {
        var shown = FieldMap<[Dot]>()
        for (field, _) in seen.registers {
            shown[field] = seen.shown(field, rule: rules(id.collection, field)).map { marks($0.dots, of: field) }
        }
        return Sight(context: acknowledged.context, place: lastPlace, shown: shown)
    }

    /// What a person sees who is shown every side of every conflict now, and so settles them all.
    public func wholeSight(of seen: RecordState) -> Sight {
        let siblings = seen.registers.mapContents { field, register in marks(register.siblings.map(\.dot), of: field) }
        return Sight(context: acknowledged.context, place: lastPlace, shown: siblings)
    }

    /// That of the last edit which is shown. One of which nothing is shown any more may be sent again under a fresh name, if
    /// its name is found to be another's or is lost: then nobody has had it in sight.
    private var lastPlace: UInt64? { unsent.last { !isTold($0) || isToldAsWritten($0) }?.place }

    private func marks(_ dots: [Dot], of field: FieldKey) -> [Dot] {
        dots.map { dot in unsent.first { $0.dot == dot }?.mark(of: field) ?? dot }.sorted()
    }
}
