import SyncModel

/// How a team stands.
public struct TeamReport: Hashable, Sendable, Codable {
    public let team: String
    public let members: Int
    public let devices: Int
    public let records: Int
    public let changes: Int
    /// How far its order has come.
    public let head: UInt64
    /// What replicas that are in step have too, in 32 hexadecimal digits.
    public let digest: String

    init(_ team: Team, counts: TeamCounts, head: Head) {
        self.team = team.name
        members = counts.members
        devices = counts.devices
        records = counts.records
        changes = counts.changes
        self.head = head.sequence
        digest = head.digest.description
    }
}

/// How a team and its people do, as an administrator asks for it.
public struct TeamStanding: Hashable, Sendable, Codable {
    public let report: TeamReport
    /// Since when its records may only be read, milliseconds since 1970; nil where they may be changed.
    public let archived: Int64?
    /// Notes that the team sees.
    public let notes: Int
    public let openConflicts: Int
    /// When the oldest of them came to be, milliseconds since 1970.
    public let oldestConflict: Int64?
    /// Those with access.
    public let devices: [DeviceStanding]
    /// What all teams of this server together take on the disk.
    public let storeBytes: Int64
}

/// Whether what the server keeps is whole.
public struct Examination: Hashable, Sendable, Codable {
    public let library: String
    /// In sentences; empty where all is well.
    public let faults: [String]
    /// What should be altered around it, for it puts what is kept at risk.
    public let advice: [String]
}

extension Admin {
    /// Every team, or the one named.
    /// - Throws: ``AdminError``.
    public func report(on name: String? = nil) throws -> [TeamReport] {
        try service.store.read { store in
            try Admin.teams(name, in: store).map { team in
                TeamReport(team, counts: try store.counts(of: team), head: try store.head(of: team))
            }
        }
    }

    /// Every team, or the one named, with what stands open in it. All its records are looked at.
    /// - Throws: ``AdminError``.
    public func standings(of name: String? = nil) throws -> [TeamStanding] {
        let bytes = try service.store.bytes()
        return try service.store.read { store in
            try Admin.teams(name, in: store).map { team in
                let census = try Census(of: team, in: store)
                return TeamStanding(
                    report: TeamReport(team, counts: try store.counts(of: team), head: try store.head(of: team)),
                    archived: try store.archived(team), notes: census.notes, openConflicts: census.conflicts.count,
                    oldestConflict: census.oldest,
                    devices: try store.standings(ofDevicesOf: team).filter { $0.revoked == nil }, storeBytes: bytes)
            }
        }
    }

    /// Reads all that is kept, and checks that it is what was kept: a disk may forget, and a sum does not.
    public func examine() throws -> Examination {
        let faults = try service.store.read { store in
            try store.teams().flatMap { try Admin.faults(of: $0, in: store) }
        }
        return Examination(
            library: try service.store.library(), faults: try service.store.damage() + faults,
            advice: try service.store.advice())
    }

    private static func faults(of team: Team, in store: any StoreTransaction) throws -> [String] {
        var faults: [String] = []
        var sum = SyncModel.Digest()
        try store.hashes(of: team) { id, hash in
            sum += hash
            let record = try? store.record(id, of: team)
            if record.map({ SyncModel.Digest(of: $0.state, record: id) }) != hash {
                faults.append("\(team.name): the record \(id) is not what was stored")
            }
        }
        let head = try store.head(of: team)
        if sum != head.digest { faults.append("\(team.name): a record is missing or doubled") }
        if try store.chain(of: team, at: head.sequence) != head.chain {
            faults.append("\(team.name): the chain does not lead to the head")
        }
        if let place = try Admin.brokenAudit(of: team, in: store) {
            faults.append("\(team.name): the audit log is not what was written, from entry \(place) on")
        }
        try store.changes(of: team) { dot, hash, change in
            if change?.canonicalBytes.digest != hash {
                faults.append("\(team.name): the change \(dot) is not what was sent")
            }
        }
        return faults
    }
}
