/// An administrator's wish, as it travels to a running server: one line of JSON.
public enum AdminRequest: Hashable, Sendable, Codable {
    case createTeam(name: String, identity: String? = nil)
    case report(team: String?)
    /// `lifetime` in milliseconds.
    case invite(member: String, team: String, role: Role, lifetime: Int64, address: String)
    case revokeDevice(name: String, team: String)
    case revokeMember(name: String, team: String)
    case examine
    case backUp(path: String, isForced: Bool)
}

/// What became of it: one line of JSON.
public enum AdminReply: Hashable, Sendable, Codable {
    case created(team: String)
    case reported([TeamReport])
    case invited(InvitationMade)
    case revoked(devices: [String])
    case examined(Examination)
    case backedUp(BackupReport)
    case refused(AdminError)
}

extension Admin {
    /// Does what is asked, and says how it went.
    public func answer(_ request: AdminRequest) -> AdminReply {
        do {
            return try perform(request)
        } catch let error as AdminError {
            return .refused(error)
        } catch let elsewhere as BackedUpElsewhere {
            return .refused(
                AdminError(.usage, "This database is backed up with its own means, as with \(elsewhere.means)."))
        } catch DataDirectoryError.unusable(let path, let reason) {
            return .refused(AdminError(.unavailable, "\(path) cannot be written: \(reason)."))
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
        case .report(let team): .reported(try report(on: team))
        case .invite(let member, let team, let role, let lifetime, let address):
            .invited(try invite(member, to: team, role: role, lifetime: lifetime, address: address))
        case .revokeDevice(let name, let team): .revoked(devices: try revoke(device: name, of: team))
        case .revokeMember(let name, let team): .revoked(devices: try revoke(member: name, of: team))
        case .examine: .examined(try examine())
        case .backUp(let path, let isForced): .backedUp(try backUp(to: path, replacing: isForced))
        }
    }
}
