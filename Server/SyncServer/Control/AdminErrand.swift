/// An administrator's wish, and whose it is, as it travels to a running server: one line of JSON.
public struct AdminErrand: Hashable, Sendable, Codable {
    public let request: AdminRequest
    /// Who wishes it, for the audit log.
    public let actor: String
    /// Whether it is only to be seen what it would do.
    public let isRehearsal: Bool

    public init(_ request: AdminRequest, by actor: String = "console", isRehearsal: Bool = false) {
        self.request = request
        self.actor = actor
        self.isRehearsal = isRehearsal
    }
}

extension Admin {
    /// Does what is asked, and says how it went.
    public func answer(_ errand: AdminErrand) -> AdminReply {
        var admin = self
        admin.actor = errand.actor
        admin.isRehearsal = errand.isRehearsal
        do {
            return try admin.perform(errand.request)
        } catch let error as AdminError {
            return .refused(error)
        } catch let elsewhere as BackedUpElsewhere {
            return .refused(
                AdminError(.usage, "This database is backed up with its own means, as with \(elsewhere.means)."))
        } catch DataDirectoryError.unusable(let path, let reason) {
            return .refused(AdminError(.disk, "\(path) cannot be written: \(reason)."))
        } catch {
            let reason = StoreFailure.reason(of: error)
            return .refused(
                AdminError(
                    reason == nil ? .unavailable : .disk,
                    "The server's records could not be read or kept: \(reason ?? "\(error)")."))
        }
    }

    private func perform(_ request: AdminRequest) throws -> AdminReply {
        switch request {
        case .createTeam(let name, let identity): .created(team: try createTeam(named: name, identity: identity).name)
        case .renameTeam(let name, let new): try done { try rename(team: name, to: new) }
        case .archiveTeam(let name, let isUndone): try done { try archive(team: name, isUndone: isUndone) }
        case .report(let team): .reported(try report(on: team))
        case .invite(let member, let team, let role, let lifetime, let address):
            .invited(try invite(member, to: team, role: role, lifetime: lifetime, address: address))
        case .standings(let team): .standings(try standings(of: team))
        case .members(let team): .members(try members(of: team))
        case .devices(let team): .devices(try devices(of: team))
        case .invitations(let team): .invitations(try invitations(to: team))
        case .takeBack(let beginning): .invitations([try takeBack(invitation: beginning)])
        case .audit(let team, let since): .audited(try audit(of: team, since: since))
        case .changeRole(let member, let team, let role): try done { try change(roleOf: member, to: role, in: team) }
        case .revokeDevice(let name, let team): .revoked(try revoke(device: name, of: team))
        case .revokeMember(let name, let team): .revoked(try revoke(member: name, of: team))
        case .examine: .examined(try examine())
        case .backUp(let path, let isForced): .backedUp(try backUp(to: path, replacing: isForced))
        }
    }

    private func done(_ deed: () throws -> Void) rethrows -> AdminReply {
        try deed()
        return .done
    }
}
