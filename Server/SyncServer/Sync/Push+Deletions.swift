import SyncModel

extension Push {
    /// What the changes of a request delete. Offers are not counted: what a replica gives back was deleted before.
    mutating func deletions(of changes: [Change]) throws -> MassDeletion {
        // Who withdraws and thinks better of it has deleted nothing.
        var last: [RecordID: Bool] = [:]
        for change in changes { last[change.record] = change.assigns.deletes ?? last[change.record] }
        var records: Set<RecordID> = []
        for id in last.filter(\.value).keys.sorted() where try record(id).state.isVisible { records.insert(id) }
        return MassDeletion(records: records)
    }

    /// Whether so many records may go.
    ///
    /// A confirmed number holds for the request it stands in. Without one, what this device deleted lately counts, too.
    func leave(for count: Int, confirmed: Int?) throws -> MassDeletion.Leave {
        guard count > 0 else { return .needless }
        if count <= confirmed ?? 0 { return .given }
        let before = try store.unaskedDeletions(by: device.id, since: now - MassDeletion.windowMilliseconds)
        var visible = before
        guard !DeletionLimit.allows(before + count, of: visible) else { return .needless }
        // Four times as many visible records settle it, however many more there are.
        try store.feed(of: team, after: 0) { row in
            visible += row.vouched?.state.isVisible == true ? 1 : 0
            return !DeletionLimit.allows(before + count, of: visible)
        }
        return DeletionLimit.allows(before + count, of: visible) ? .needless : .missing
    }

    /// Remembers what was hidden without anybody having been asked; and where somebody was, that stands in the log.
    func note(_ deletions: MassDeletion) throws {
        guard deletions.leave != .missing else { return }
        let count = deletions.records.count { records[$0]?.state.isHidden == true }
        guard count > 0 else { return }
        guard deletions.leave == .needless else {
            return try store.note(.manyWithdrawn, by: device.signature, of: "\(count) records", at: now, in: team)
        }
        try store.note(
            unaskedDeletions: count, by: device.id, at: now, forgetting: now - MassDeletion.windowMilliseconds)
    }
}

extension RecordState {
    /// Whether the team sees it.
    fileprivate var isVisible: Bool { !isEmpty && !isHidden }
}
