import SyncModel

/// What a request would hide from its team, and whether it may.
struct MassDeletion {
    /// The records that were visible before, and that the request deletes.
    var records: Set<RecordID> = []
    var leave = Leave.needless

    enum Leave {
        /// So few go unasked.
        case needless
        /// A person said how many.
        case given
        /// Nobody did: none of them is deleted.
        case missing
    }

    /// For how long what went unasked is counted together: one go may come in several requests.
    static let windowMilliseconds: Int64 = 3_600_000

    static let refusal = Refusal(
        .unconfirmed, "It is one of too many deletions at once; whoever sends them has to confirm how many.")

    func withholds(_ change: Change) -> Bool {
        leave == .missing && records.contains(change.record) && change.assigns.deletes == true
    }
}
