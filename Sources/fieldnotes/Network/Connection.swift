import Glibc
import SyncClient
import SyncModel

/// What it takes to speak to the server of a replica: where it is, which team's notes are asked for, and by whom.
struct Connection {
    let address: ServerAddress
    let team: String
    private let tokenPath: String
    /// As it was read at first.
    private let token: DeviceToken
    private let settings: HTTPSettings

    /// Throws `Complaint.notConnected`, and those about the token.
    init(of identity: Identity, token path: String, settings: HTTPSettings) throws {
        guard let team = identity.team, let server = identity.server else { throw Complaint.notConnected }
        guard let address = try? ServerAddress(server) else {
            throw Complaint.unexpected("the server's address, \(server), cannot be read")
        }
        self.address = address
        self.team = team
        self.settings = settings
        tokenPath = path
        token = try TokenFile(at: path).reading(at: path)
    }

    /// As it stands now, for another process may have changed it.
    private var presentToken: DeviceToken { (try? TokenFile(at: tokenPath).read()) ?? token }

    var host: String { address.host }

    func upstream(stop: Stop = Stop()) -> HTTPUpstream {
        HTTPUpstream(address: address, team: team, token: { presentToken }, settings: settings, stop: stop)
    }

    func events(stop: Stop) -> EventStream {
        EventStream(address: address, team: team, token: { presentToken }, settings: settings, stop: stop)
    }

    /// Does what needs the server. One that was restored from a backup may know this device by the token before, and says
    /// when the backup was made; then that one is shown from now on.
    func known<Result>(_ body: () throws -> Result) throws -> Result {
        for _ in 1..<Connection.tokensMax {
            do {
                return try body()
            } catch UpstreamError.refused(let problem) where problem.code == .unauthorized {
                guard let backup = problem.since, TokenRenewal(at: tokenPath).goBack(behind: backup) else {
                    throw UpstreamError.refused(problem)
                }
            }
        }
        return try body()
    }

    /// As many as are kept.
    private static let tokensMax = 4

    /// Changes the token now and then. What keeps that from being done now does so after another sync, for the token in use
    /// stays good.
    func renewToken(stop: Stop) {
        var generator = SystemRandomNumberGenerator()
        let upstream = upstream(stop: stop)
        try? TokenRenewal(at: tokenPath).renewIfDue(now: Int(Desk.milliseconds / 1_000), using: &generator) {
            try upstream.offer($0)
        }
    }

    /// Does what needs the server; what keeps it from answering becomes a complaint that says what waits in `replica`.
    func asking<Result>(for replica: Replica, _ body: () throws -> Result) throws -> Result {
        do {
            return try body()
        } catch let error as UpstreamError {
            let unsent = try replica.read { try $0.unsentCount() }
            throw Complaint(about: error, Correspondence(host: host, team: team, unsent: unsent))
        }
    }
}

extension Desk {
    /// Throws `Complaint.keptOffline`, `notConnected`, and those about the token.
    func connection(of replica: Replica) throws -> Connection {
        try checkNetworkIsAllowed()
        let places = try places()
        return try Connection(
            of: replica.read { $0.identity }, token: places.token, settings: httpSettings(.kept(at: places)))
    }

    func checkNetworkIsAllowed() throws {
        if options.offline { throw Complaint.keptOffline }
    }

    /// `FIELDNOTES_CA_FILE` names the authorities to trust instead of all others.
    func httpSettings(_ trust: Trust) -> HTTPSettings {
        var settings = HTTPSettings()
        settings.certificateAuthority = environment["FIELDNOTES_CA_FILE"] ?? trust.authorities
        settings.pinnedKeys = trust.pins
        settings.program = "fieldnotes/\(Release.version)"
        return settings
    }
}

extension TokenFile {
    /// Reads the token; what keeps it from being read becomes a complaint that names `path`.
    fileprivate func reading(at path: String) throws -> DeviceToken {
        do {
            return try read()
        } catch {
            throw Complaint.token(error, at: path)
        }
    }
}

extension Complaint {
    /// Why a device's token cannot be read.
    static func token(_ failure: TokenFile.Failure, at path: String) -> Complaint {
        switch failure {
        case .missing: .tokenMissing(path)
        case .exposed: .tokenExposed(path)
        case .unreadable: .unreadable(file: path, reason: "it holds no token")
        case .system(let number): .unreadable(file: path, reason: String(cString: strerror(number)))
        }
    }
}
