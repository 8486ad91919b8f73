import SyncModel

/// Teams as an administrator makes, names and closes them.
extension Admin {
    /// - Parameter identity: that of a team whose server lost all its data, as its members' devices tell it; by it they know
    ///   their team again. A new one is drawn where it is nil.
    /// - Throws: ``AdminError``.
    @discardableResult
    public func createTeam(named name: String, identity: String? = nil) throws -> Team {
        try Admin.check(name)
        let identity = identity ?? Hex.text(of: entropy(Team.identityLength))
        guard Hex.bytes(identity.utf8)?.count == Team.identityLength else {
            throw AdminError(.usage, "A team's id is 32 hexadecimal digits.")
        }
        let (now, actor) = (service.clock(), actor)
        return try deed { store in
            guard let team = try store.makeTeam(named: name, identity: identity, at: now) else {
                throw Admin.taken(name)
            }
            try store.note(.teamCreated, by: actor, of: name, at: now, in: team)
            return team
        }
    }

    /// Gives a team another name. Its devices go on by the old one, which no other team can have from then on.
    /// - Throws: ``AdminError``.
    public func rename(team name: String, to new: String) throws {
        try Admin.check(new)
        let (now, actor) = (service.clock(), actor)
        try deed { store in
            let team = try Admin.held(name, in: store)
            guard try store.rename(team, to: new) else { throw Admin.taken(new) }
            try store.note(.teamRenamed, by: actor, of: "\(name) to \(new)", at: now, in: team)
        }
    }

    /// Lets a team's records be read only, or lets them be changed again. Nothing is deleted either way.
    /// - Throws: ``AdminError``.
    public func archive(team name: String, isUndone: Bool) throws {
        let (now, actor) = (service.clock(), actor)
        try deed { store in
            let team = try Admin.held(name, in: store)
            guard try (store.archived(team) == nil) != isUndone else {
                throw AdminError(.failed, "\(name) is \(isUndone ? "not archived" : "archived already").")
            }
            try store.archive(team, at: isUndone ? nil : now)
            try store.note(isUndone ? .teamReopened : .teamArchived, by: actor, of: name, at: now, in: team)
        }
    }

    private static func check(_ name: String) throws {
        guard Team.isName(name) else {
            throw AdminError(
                .usage, "A team's name is 1 to 64 lower-case letters, digits and hyphens, for it stands in addresses.")
        }
    }

    private static func taken(_ name: String) -> AdminError {
        AdminError(.failed, "There is, or was, a team named \(name) already.")
    }
}
