public import SyncModel

extension ReplicaWriter {
    /// Makes this the replica of a device that joined a team. Notes written before are queued for sending.
    ///
    /// A device that joins is a new one to the server, and a replica id belongs to the first device that used it; so a new id
    /// is drawn, and what is unsent is named again under it and its new author.
    /// - Throws: ``ReplicaError/otherTeam(_:)`` where the replica holds another team's notes; nothing is changed then.
    public func connect(_ joined: JoinResponse, server: String) throws {
        try check(joined)
        if let team = joined.teamID { try HomeTable.keep(db, team: team) }
        if identity.server != server { try startOver() }
        identity.author = joined.member
        identity.device = joined.device
        identity.team = joined.team
        identity.server = server
        identity.limits = joined.limits
        identity.isInStep = false
        identity.earlier.append(identity.id)
        try renewIdentity()
    }

    /// A team may be called otherwise by now; its name tells only where nothing better does.
    private func check(_ joined: JoinResponse) throws {
        if let team = joined.teamID, let known = try HomeTable.team(db) {
            guard known == team else { throw ReplicaError.otherTeam(joined.team) }
        } else if let team = identity.team, team != joined.team {
            throw ReplicaError.otherTeam(team)
        }
    }
}
