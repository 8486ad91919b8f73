import SyncModel

/// A server of one record that tells its whole state in every answer: nothing in it depends on the way to it, so that equal
/// worlds are found equal.
struct SmallServer: Hashable {
    private(set) var state = RecordState()
    private var remembered: [Dot: Remembered] = [:]
    private var values: [FieldKey: [Dot: Register.Entry]] = [:]

    struct Answer: Hashable {
        var outcomes: [Verdict]
        var state: RecordState
    }

    mutating func serve(_ changes: [Change]) -> Answer {
        let outcomes = changes.map { judge($0) }
        return Answer(outcomes: outcomes, state: state)
    }

    private mutating func judge(_ change: Change) -> Verdict {
        let hash = Digest(standInFor: change.canonicalBytes)
        let verdict = Judge(
            change: change, hash: hash, remembered: remembered[change.dot], refusal: nil, context: state.context,
            offered: Context(), now: SmallWorld.now
        ).verdict
        guard verdict == .accepted || verdict == .concurrent else { return verdict }
        remembered[change.dot] = Remembered(hash: hash, refusal: nil)
        for (field, assignment) in change.assigns {
            values[field, default: [:]][change.dot] = Register.Entry(
                dot: change.dot, value: assignment.value, replaces: assignment.replaces)
        }
        let values = self.values
        state.apply(change) { field, dot in values[field]?[dot] }
        return verdict
    }
}
