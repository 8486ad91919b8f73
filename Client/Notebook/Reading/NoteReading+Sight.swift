import SyncClient
import SyncModel

/// What a person has in sight of a note, by what they do with it.
extension NoteReading {
    /// Of whoever settles: every side.
    var wholeSight: Sight { local.wholeSight(of: seen) }

    /// Of whoever edits the ``opened`` note.
    var openedSight: Sight { sight(saying: openedValues) }

    /// Of whoever says `values` of it. Where one of them is what was refused, that is said again, and takes the place of what
    /// it had replaced; what stands below it was shown only if it says the same.
    func sight(saying values: FieldMap<Value>) -> Sight {
        var sight = local.sight(of: seen, rules)
        for (field, value) in values where field != .deleted {
            let again = refused.map(\.edit).filter { $0.assigns[field]?.value == value }
            guard !again.isEmpty else { continue }
            let standing = shownFields[field]?.value == value ? sight.shown[field] ?? [] : []
            sight.shown[field] = Set(standing + again.map { $0.mark(of: field) }).sorted()
        }
        return sight
    }

    /// Of whoever withdraws or restores it. What lies below a refused value, and is not what that was put in the place of, was
    /// not shown, so a withdrawal does not count for it.
    var deletionSight: Sight {
        var sight = local.sight(of: seen, rules)
        for edit in refused.map(\.edit) {
            for (field, assignment) in edit.assigns
            where field != .deleted && shownFields[field]?.value != assignment.value {
                let standing = (seen.registers[field]?.siblings ?? []).map(\.dot)
                for dot in standing where !isYours(dot) && !assignment.replaces.contains(dot) {
                    let seen = min(sight.context[dot.replica], dot.n - 1)
                    sight.context = sight.context.without(dot.replica)
                    sight.context.note(Dot(dot.replica, seen))
                }
            }
        }
        return sight
    }
}
