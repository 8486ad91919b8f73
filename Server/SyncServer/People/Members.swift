/// Members and their devices as an administrator sees them and shuts them out.
extension Admin {
    /// - Throws: ``AdminError``.
    public func members(of teamName: String) throws -> [MemberStanding] {
        try service.store.read { try $0.standings(ofMembersOf: Admin.team(teamName, in: $0)) }
    }

    /// - Throws: ``AdminError``.
    public func devices(of teamName: String) throws -> [DeviceStanding] {
        try service.store.read { try $0.standings(ofDevicesOf: Admin.team(teamName, in: $0)) }
    }

    /// Gives a member another role, which holds from the next change that they send.
    /// - Throws: ``AdminError``.
    public func change(roleOf name: String, to role: Role, in teamName: String) throws {
        let (now, actor) = (service.clock(), actor)
        try deed { store in
            let team = try Admin.held(teamName, in: store)
            guard try store.change(roleOf: name, to: role, in: team) else {
                throw AdminError(.notFound, "\(teamName) has no member \(name).")
            }
            try store.note(.roleChanged, by: actor, of: "\(name) to \(role.rawValue)", at: now, in: team)
        }
    }

    /// Takes back the access of one device, by its number or its name. What it wrote stays.
    /// - Throws: ``AdminError``.
    public func revoke(device name: String, of teamName: String) throws -> Revocation {
        let (now, actor) = (service.clock(), actor)
        let device = try deed { store in
            let team = try Admin.held(teamName, in: store)
            let devices = try store.devices(of: team)
            // A device may have given itself another's number for a name.
            let named = devices.first { String($0.id) == name } ?? devices.first { $0.device.isSame(as: name) }
            guard let device = named else {
                throw AdminError(.notFound, "\(teamName) has no device \(name).")
            }
            try store.revoke(device: device.id, at: now)
            try store.note(.deviceRevoked, by: actor, of: device.signature, at: now, in: team)
            return device
        }
        return try told([device], member: device.member)
    }

    /// Takes back the access of a member, with every device and every invitation not yet used.
    /// - Throws: ``AdminError``.
    public func revoke(member name: String, of teamName: String) throws -> Revocation {
        let (now, actor) = (service.clock(), actor)
        let devices = try deed { store in
            let team = try Admin.held(teamName, in: store)
            let devices = try store.devices(of: team).filter { $0.member.isSame(as: name) && !$0.isRevoked }
            guard try store.revoke(member: name, of: team, at: now) else {
                throw AdminError(.notFound, "\(teamName) has no member \(name).")
            }
            try store.note(.memberRevoked, by: actor, of: name, at: now, in: team)
            return devices
        }
        return try told(devices, member: name)
    }

    /// Ends what the devices wait for, and counts what others must know of.
    private func told(_ devices: [DeviceIdentity], member: String) throws -> Revocation {
        if !isRehearsal {
            for device in devices { service.listener.accessEnded(of: device.id) }
        }
        let conflicts = try service.store.read { store in
            try devices.first.map { try Census(of: $0.team, in: store).conflicts(naming: member) } ?? 0
        }
        return Revocation(devices: devices.map(\.device), conflicts: conflicts)
    }
}

/// What the end of somebody's access brought about.
public struct Revocation: Hashable, Sendable, Codable {
    /// The devices whose access ended.
    public let devices: [String]
    /// How many open conflicts have a side of that member's.
    public let conflicts: Int
}
