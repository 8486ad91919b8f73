import SyncModel

/// What an administrator does: teams, invitations, members, devices.
///
/// The verbs of the command line call it where no server runs; beside a running one, the server calls it for them.
public struct Admin: Sendable {
    let service: SyncService
    /// So many random bytes.
    let entropy: @Sendable (Int) -> [UInt8]
    /// Who does it, for the audit log.
    var actor: String
    /// Whether what is done is taken back again, to see what it would do.
    var isRehearsal = false

    public init(
        service: SyncService, entropy: @escaping @Sendable (Int) -> [UInt8] = Admin.systemEntropy,
        actor: String = "console"
    ) {
        self.service = service
        self.entropy = entropy
        self.actor = actor
    }

    /// Random bytes of the operating system.
    public static func systemEntropy(_ count: Int) -> [UInt8] {
        var generator = SystemRandomNumberGenerator()
        return generator.bytes(count)
    }

    /// Does `work` in a transaction of its own; in a rehearsal nothing of it remains.
    func deed<Result: Sendable>(
        _ work: @escaping @Sendable (any StoreTransaction) throws -> Result
    ) throws -> Result {
        let isRehearsal = isRehearsal
        do {
            return try service.store.write { store in
                let result = try work(store)
                if isRehearsal { throw TakenBack(result: result) }
                return result
            }
        } catch let back as TakenBack<Result> {
            return back.result
        }
    }

    /// The team, held: what one of its devices is sending just now is taken in before the deed, or not at all.
    static func held(_ name: String, in store: any StoreTransaction) throws -> Team {
        let team = try team(name, in: store)
        try store.hold(team)
        return team
    }

    static func team(_ name: String, in store: any StoreTransaction) throws -> Team {
        guard let team = try store.team(named: name) else {
            throw AdminError(.notFound, "There is no team named \(name).")
        }
        return team
    }
}

/// What a rehearsal would have brought about.
private struct TakenBack<Result: Sendable>: Error {
    let result: Result
}

/// Why an administrator's wish was not done.
public struct AdminError: Error, Hashable, Sendable, Codable {
    public enum Kind: String, Sendable, Codable {
        case failed, usage, notFound, unavailable, disk, damaged
    }

    public let kind: Kind
    /// What happened, in a sentence for a person.
    public let message: String

    public init(_ kind: Kind, _ message: String) {
        self.kind = kind
        self.message = message
    }
}
