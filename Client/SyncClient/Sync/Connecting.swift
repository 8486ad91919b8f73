public import SyncModel

extension ReplicaWriter {
    /// Makes this the replica of a device that joined a team. Notes written before are queued for sending.
    ///
    /// A device that joins is a new one to the server, and a replica id belongs to the first device that used it; so a new id
    /// is drawn, and what is unsent is named again under it and its new author.
    /// - Throws: ``ReplicaError/otherTeam(_:)`` where the replica holds another team's notes; nothing is changed then.
    public func connect(_ joined: JoinResponse, server: String) throws {
        if let team = identity.team, team != joined.team { throw ReplicaError.otherTeam(team) }
        if let team = joined.teamID {
            if let known = try HomeTable.team(db), known != team { throw ReplicaError.otherTeam(joined.team) }
            try HomeTable.keep(db, team: team)
        }
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
}
