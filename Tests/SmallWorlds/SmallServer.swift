import SyncModel

/// A server of one record that tells its whole state in every answer: nothing in it depends on the way to it, so that equal
/// worlds are found equal.
struct SmallServer: Hashable {
    private(set) var state = RecordState()
    private var known: [Dot: Change] = [:]

    struct Answer: Hashable {
        let outcomes: [Verdict]
        let state: RecordState
    }

    mutating func serve(_ changes: [Change]) -> Answer {
        let outcomes = changes.map { judge($0) }
        return Answer(outcomes: outcomes, state: state)
    }

    func knows(_ change: Change) -> Bool { known[change.dot] != nil }

    /// Whether each change that came in would change nothing if it came once more, now.
    var isUnmovedByRepeats: Bool {
        known.values.allSatisfy { change in
            var repeated = self
            return repeated.judge(change) == .duplicate && repeated == self
        }
    }

    private mutating func judge(_ change: Change) -> Verdict {
        let verdict = Judge(
            change: change, hash: SmallServer.hash(change), remembered: remembered(change.dot), refusal: nil,
            context: state.context, offered: Context(), now: SmallWorld.now
        ).verdict
        guard verdict == .accepted || verdict == .concurrent else { return verdict }
        known[change.dot] = change
        let known = self.known
        state.apply(change) { field, dot in
            guard let assignment = known[dot]?.assigns[field] else { return nil }
            return Register.Entry(dot: dot, value: assignment.value, replaces: assignment.replaces)
        }
        return verdict
    }

    private func remembered(_ dot: Dot) -> Remembered? {
        known[dot].map { Remembered(hash: SmallServer.hash($0), refusal: nil) }
    }

    private static func hash(_ change: Change) -> Digest { Digest(standInFor: change.canonicalBytes) }
}
