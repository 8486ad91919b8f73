public import SyncModel

/// How a device comes into a team, and how it is known again.
extension SyncService {
    /// Lets in the device that brings an invitation's code, and keeps the hash of the token it made for itself.
    ///
    /// The same code with the same hash succeeds again, so that a lost answer does not burn the invitation; any other
    /// second use fails.
    /// - Throws: ``SyncModel/Problem``.
    public func join(_ request: JoinRequest) throws -> JoinResponse {
        let hash = try SyncService.tokenHash(request.tokenHash)
        guard DeviceName.isValid(request.deviceName) else {
            throw Problem(
                .malformed, "A device's name is 1 to \(DeviceName.bytesMax) bytes without control characters.")
        }
        guard let code = InvitationCode(typed: request.code) else {
            throw Problem(.invitationInvalid, "This is no invitation of this server.")
        }
        let now = clock()
        let (device, team) = try store.write { store in
            let device = try admit(request.deviceName, tokenHash: hash, codeHash: code.hash, at: now, in: store)
            return (device, try store.identity(of: device.team))
        }
        return JoinResponse(
            team: device.team.name, teamID: team, member: device.member, device: device.device, serverTime: now,
            limits: limits)
    }

    private func admit(
        _ name: String, tokenHash: [UInt8], codeHash: [UInt8], at now: Int64, in store: any StoreTransaction
    ) throws -> DeviceIdentity {
        // Held before its devices are read, or two newcomers would take the same name.
        if let team = try store.invitation(withCodeHash: codeHash)?.team { try store.hold(team) }
        let known = try store.device(withTokenHash: tokenHash)
        if let invitation = try store.useInvitation(withCodeHash: codeHash, at: now) {
            guard try known == nil && store.formerToken(withHash: tokenHash) == nil else {
                throw Problem(.malformed, "This token is in use already; make another.")
            }
            let team = invitation.team
            let taken = try store.devices(of: team).map(\.device)
            let member = try store.admit(member: invitation.member, role: invitation.role, to: team, at: now)
            let id = try store.add(
                device: DeviceName.free(name, taken: taken), of: member, tokenHash: tokenHash, at: now)
            try store.note(device: id, cameBy: invitation.id)
            if let device = try store.device(id) {
                try store.note(.joined, by: device.signature, of: device.role.rawValue, at: now, in: team)
                return device
            }
        }
        let invitation = try store.invitation(withCodeHash: codeHash)
        if let known, !known.isRevoked, invitation?.device == known.id { return known }
        throw Problem(
            .invitationInvalid, "The invitation was used, was taken back or has run out. Ask for another.",
            since: invitation.flatMap { $0.expires <= now ? $0.expires : nil })
    }
}

/// Names of devices: each is one of its own within a team.
enum DeviceName {
    static let bytesMax = 64

    static func isValid(_ name: String) -> Bool {
        (1...bytesMax).contains(name.utf8.count) && isPlain(name)
    }

    /// Whether a terminal shows it as it is.
    static func isPlain(_ name: String) -> Bool {
        name.unicodeScalars.allSatisfy { scalar in
            ![.control, .format, .lineSeparator, .paragraphSeparator].contains(scalar.properties.generalCategory)
        }
    }

    /// `name`, with the first number from 2 that makes it one of its own.
    static func free(_ name: String, taken: [String]) -> String {
        guard taken.contains(where: { $0.isSame(as: name) }) else { return name }
        var number = 2
        while taken.contains(where: { $0.isSame(as: "\(name)-\(number)") }) { number += 1 }
        return "\(name)-\(number)"
    }
}
