import SyncModel

/// What a request would hide from its team, and whether it may.
struct MassDeletion {
    /// The records that were visible before, and that the request deletes.
    var records: Set<RecordID> = []
    /// How many a person said that they are.
    var confirmed = 0
    var leave = Leave.needless

    enum Leave {
        /// So few go unasked.
        case needless
        /// A person who may do that said how many.
        case given
        /// Nobody did: none of them is deleted.
        case missing
    }

    var isConfirmed: Bool { records.count <= confirmed }

    /// For how long what went unasked is counted together: one go may come in several requests.
    static let windowMilliseconds: Int64 = 3_600_000

    var refusal: Refusal {
        let wish =
            isConfirmed
            ? ", which only a lead of the team may confirm." : "; whoever sends them has to confirm how many."
        return Refusal(.unconfirmed, "It is one of too many deletions at once\(wish)")
    }

    func withholds(_ change: Change) -> Bool {
        leave == .missing && records.contains(change.record) && change.assigns.deletes == true
    }
}
