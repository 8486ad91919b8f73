import SyncModel

/// How a device is known, and how it changes the secret by which it is.
///
/// The device makes the new token and sends its hash. From then on both tokens are good, until the new one is used for the
/// first time: whatever is lost on the way, one of the two opens. After that the old one opens nothing, and whoever shows it
/// has the secret of a device that goes on without it. Nobody can tell which of the two is the owner, so both are shut out.
extension SyncService {
    /// For so long after the new token was first used the old one may still come, from a request that was under way or from
    /// another process on the same device.
    static let tokenGraceMilliseconds: Int64 = 600_000

    /// The device whose token has this SHA-256; nil where there is none. One whose access was withdrawn is named too, so
    /// that it can be told so.
    public func device(withTokenHash hash: [UInt8]) throws -> DeviceIdentity? {
        guard let device = try store.read({ try $0.device(withTokenHash: hash) }) else {
            return try store.read { try $0.formerToken(withHash: hash) }.flatMap(shown)
        }
        if device.isChangingToken { try adopt(hash, of: device) }
        return device
    }

    /// Shuts out a device that was silent for too long.
    /// - Returns: the device as it stands then.
    func expire(_ device: DeviceIdentity) throws -> DeviceIdentity? {
        try shutOut(device, for: .deviceExpired)
    }

    /// Lets the device show another token from now on.
    func change(tokenOf device: DeviceIdentity, to text: String) throws {
        let hash = try SyncService.tokenHash(text)
        try store.write { store in
            try store.hold(device.team)
            let known = try store.device(withTokenHash: hash)
            // The same again: the answer was lost.
            if known?.id == device.id { return }
            guard try known == nil && store.formerToken(withHash: hash) == nil else {
                throw Problem(.malformed, "This token is in use already; make another.")
            }
            try store.offer(tokenHash: hash, for: device.id)
        }
    }

    static func tokenHash(_ text: String) throws -> [UInt8] {
        guard let hash = Hex.bytes(text.utf8), hash.count == 32 else {
            throw Problem(.malformed, "The token's hash must be 64 hexadecimal digits.")
        }
        return hash
    }

    private func adopt(_ hash: [UInt8], of device: DeviceIdentity) throws {
        guard try store.read({ try $0.isOffered(tokenHash: hash) }) else { return }
        let now = clock()
        try store.write(within: .team(device.team)) { store in
            guard try store.adopt(tokenHash: hash, of: device.id, at: now) else { return }
            try store.note(.tokenChanged, by: device.signature, of: device.device, at: now, in: device.team)
        }
    }

    /// The device that a token was of which has ended.
    private func shown(_ former: FormerToken) throws -> DeviceIdentity? {
        let device = try store.read { try $0.device(former.device) }
        guard let device, !device.isRevoked, clock() - former.ended > SyncService.tokenGraceMilliseconds else {
            return device
        }
        return try shutOut(device, for: .tokenReused)
    }

    private func shutOut(_ device: DeviceIdentity, for deed: AuditDeed) throws -> DeviceIdentity? {
        let now = clock()
        try store.write(within: .team(device.team)) { store in
            try store.revoke(device: device.id, at: now)
            try store.note(deed, by: device.signature, of: device.device, at: now, in: device.team)
        }
        listener.accessEnded(of: device.id)
        return try store.read { try $0.device(device.id) }
    }
}
