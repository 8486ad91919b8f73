import SyncModel

/// Values put together again to the changes that wrote them.
struct HeldChanges {
    private var origins: [Dot: Origin] = [:]
    private var assigns: [Dot: FieldMap<Assignment>] = [:]

    mutating func note(_ origin: Origin, _ field: FieldKey, _ assignment: Assignment) {
        // An origin that the server has taken in tells more than the same from before.
        if origins[origin.dot]?.acceptance == nil { origins[origin.dot] = origin }
        assigns[origin.dot, default: FieldMap()][field] = assignment
    }

    /// In the server's order; changes that it has not numbered come last, by stamp.
    var revisions: [Revision] {
        let ordered = origins.values.sorted { left, right in
            let leftNumber = left.acceptance?.revision ?? .max
            let rightNumber = right.acceptance?.revision ?? .max
            return leftNumber == rightNumber
                ? (left.stamp, left.dot) < (right.stamp, right.dot) : leftNumber < rightNumber
        }
        var last: UInt64 = 0
        return ordered.map { origin in
            last = origin.acceptance?.revision ?? last + 1
            return Revision(
                number: last, stamp: origin.stamp, author: origin.author, device: origin.device,
                received: origin.acceptance?.received, assigns: assigns[origin.dot] ?? FieldMap(), place: origin.dot)
        }
    }
}
