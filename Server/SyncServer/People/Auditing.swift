/// The log of who did what to whom, for an administrator to read and to check.
extension Admin {
    /// What was written down of a team's people.
    /// - Parameter since: from when on; all where it is nil. Milliseconds since 1970.
    /// - Throws: ``AdminError``, also where the log is not what was written.
    public func audit(of teamName: String, since: Int64?) throws -> [AuditEntry] {
        try service.store.read { store in
            let team = try Admin.team(teamName, in: store)
            if let place = try Admin.brokenAudit(of: team, in: store) {
                throw AdminError(
                    .damaged, "The audit log of \(teamName) is not what was written, from entry \(place) on.")
            }
            var entries: [AuditEntry] = []
            try store.audit(of: team) { if $0.time >= since ?? .min { entries.append($0) } }
            return entries
        }
    }

    /// Where the log stops being what was written; nil where all of it is.
    static func brokenAudit(of team: Team, in store: any StoreTransaction) throws -> Int64? {
        var last: AuditEntry?
        var broken: Int64?
        try store.audit(of: team) { entry in
            if broken == nil, !entry.follows(last) { broken = entry.place }
            last = entry
        }
        return broken
    }
}
