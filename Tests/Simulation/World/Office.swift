import SyncModel
import SyncServer

/// The team's server, its one administrator, and the backups that are kept of it.
final class Office {
    static let team = "north-shire"

    private(set) var server: any OfficeServer
    /// What was accepted by servers that are gone since, as it stood when they went.
    private(set) var forgotten: [ArchivedChange] = []
    /// Counts the servers there were.
    private(set) var life = 0
    private let clock: OfficeClock
    private let entropy: Entropy
    private let limits: Limits
    private let failure = FailureSwitch()
    private var running: SyncService?
    private var sessions: [[UInt8]: Session] = [:]

    init(_ mix: Mix, seed: UInt64, clock: OfficeClock, folder: Folder) throws {
        self.clock = clock
        entropy = Entropy(seed: seed &+ 77)
        var limits = Limits()
        if mix.has(.refusals) { limits.changeBytes = Words.bytesMax }
        self.limits = limits
        server = mix.isServerInFiles ? try FileServer(folder.path + "/server", clock: clock) : try MemoryServer()
        start()
        if try !server.hasTeam(Office.team) { try Admin(service: service).createTeam(named: Office.team) }
    }

    private func start() {
        let clock = clock
        running = SyncService(
            store: FailingStore(store: server.store, failure: failure),
            seal: Seal(secret: Array(repeating: 7, count: DataDirectory.secretLength)), limits: limits,
            clock: { clock.now })
    }

    /// Lets go of the server's files, does `work` with them, and starts the server again.
    private func whileDown(_ work: () throws -> Void) throws {
        (running, sessions) = (nil, [:])
        try work()
        start()
    }

    private var service: SyncService {
        guard let running else { preconditionFailure("a server that is down is not asked") }
        return running
    }

    var store: SQLiteStore { server.store }

    /// The service as the device with this token sees it.
    /// - Throws: ``UpstreamError`` where the token is none, or none any more.
    func session(_ token: [UInt8]) throws -> Session {
        if let known = sessions[token] { return known }
        guard let device = try service.device(withTokenHash: token), !device.isRevoked else {
            throw UpstreamError.refused(Problem(.unauthorized, "This token is none."))
        }
        let session = service.session(for: device)
        sessions[token] = session
        return session
    }

    /// Does `work` while nothing can be kept.
    func failing<Result>(_ work: () throws -> Result) rethrows -> Result {
        failure.isOn = true
        defer { failure.isOn = false }
        return try work()
    }

    // MARK: Access

    /// Lets a device in and tells what joining it told.
    func admit(_ person: String, device: String, token: [UInt8]) throws -> JoinResponse {
        let entropy = entropy
        let admin = Admin(service: service, entropy: { entropy.bytes($0) })
        let invitation = try admin.invite(person, to: Office.team, address: "http://127.0.0.1")
        let code = invitation.invite.split(separator: "#").last.map(String.init) ?? ""
        return try service.join(JoinRequest(code: code, deviceName: device, tokenHash: Hex.text(of: token)))
    }

    /// A token that nobody has.
    func freshToken() -> [UInt8] { entropy.bytes(32) }

    func revoke(_ token: [UInt8]) throws {
        guard let device = try service.device(withTokenHash: token), !device.isRevoked else { return }
        _ = try Admin(service: service).revoke(device: String(device.id), of: Office.team)
        sessions[token] = nil
    }

    func lets(_ token: [UInt8]) throws -> Bool {
        try service.device(withTokenHash: token).map { !$0.isRevoked } ?? false
    }

    // MARK: Backups

    func backUp() throws { try whileDown { try server.backUp() } }

    /// Puts the last backup back; false where there is none.
    func restore() throws -> Bool {
        guard server.hasBackup else { return false }
        forgotten += try archive()
        try whileDown { try server.restore() }
        life += 1
        return true
    }

    // MARK: What it holds

    func head() throws -> Head {
        try read { store, team in try store.head(of: team) }
    }

    /// Every record with its sequence and its state, in the team's order.
    func records(upTo sequence: UInt64 = .max) throws -> [(id: RecordID, sequence: UInt64, state: RecordState)] {
        try read { store, team in
            var records: [(id: RecordID, sequence: UInt64, state: RecordState)] = []
            try store.feed(of: team, after: 0) { row in
                guard row.sequence <= sequence else { return false }
                records.append((row.id, row.sequence, try RecordState(json: row.json)))
                return true
            }
            return records
        }
    }

    /// Every change that this server took in.
    func archive() throws -> [ArchivedChange] {
        let ids = try records().map(\.id)
        return try read { store, team in try ids.flatMap { try store.history(of: $0, in: team) } }
    }

    private func read<Result>(_ work: (any StoreTransaction, Team) throws -> Result) throws -> Result {
        try store.read { store in
            guard let team = try store.team(named: Office.team) else { throw UpstreamError.malformed("no team") }
            return try work(store, team)
        }
    }
}
