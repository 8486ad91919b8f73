import Glibc
import SyncClient
import SyncModel

/// A device's way into a team: shows an invite until the server answers.
///
/// The answer may be lost on its way, and the invite is used up all the same. So the token that goes with it lies in a file
/// from before the first try until the device has joined; the same invite with the same token succeeds again.
struct Entry {
    /// What came of it.
    struct Admission {
        let joined: JoinResponse
        let token: DeviceToken
    }

    let invitation: Invitation
    let device: String
    let settings: HTTPSettings
    private let keeping: TokenFile

    private static let triesMax = 3

    /// - Parameter folder: where the token lies meanwhile, or the nearest folder above it that is there.
    init(_ invitation: Invitation, device: String, settings: HTTPSettings, folder: String) {
        self.invitation = invitation
        self.device = device
        self.settings = settings
        let place = Folder.nearest(to: folder)
        keeping = TokenFile(at: "\(place)/.joining-\(invitation.fingerprint)")
    }

    /// Throws complaints of every kind about the server. The token is kept wherever the server may know it already.
    func join(_ interruption: Interruption) throws -> Admission {
        let kept = try? keeping.read()
        let token = try kept ?? made()
        var mayBeKnown = kept != nil
        let joining = Joining(invitation, settings: settings, stop: interruption.stop)
        for attempt in 1...Entry.triesMax {
            do {
                return Admission(joined: try joining.join(as: device, with: token), token: token)
            } catch {
                mayBeKnown = mayBeKnown || error.mayHaveArrived || interruption.cause != nil
                if error.isWorthRepeating, attempt < Entry.triesMax, interruption.cause == nil {
                    interruption.pause(seconds: Double.random(in: 0..<1) * Double(attempt))
                    continue
                }
                if !mayBeKnown || error.isFinal { forget() }
                throw complaint(about: error, mayBeKnown: mayBeKnown, interruption)
            }
        }
        throw Complaint.joinUnanswered(host: invitation.address.host)
    }

    /// Takes the kept token away, once it lies where it belongs.
    func forget() {
        // A file left behind does no harm: nobody else can read it.
        try? keeping.remove()
    }

    private func made() throws -> DeviceToken {
        var generator = SystemRandomNumberGenerator()
        let token = DeviceToken(from: &generator)
        do {
            try keeping.write(token)
        } catch {
            throw Complaint.token(error, at: "the token")
        }
        return token
    }

    private func complaint(
        about error: UpstreamError, mayBeKnown: Bool, _ interruption: Interruption
    ) -> Complaint {
        let host = invitation.address.host
        if case .signal = interruption.cause { return .joinInterrupted }
        if case .unreachable = error {
            return mayBeKnown ? .joinUnanswered(host: host) : .joinOffline(host: host)
        }
        return Complaint(about: error, Correspondence(host: host, team: "", unsent: 0))
    }
}

extension UpstreamError {
    /// Whether the server may have done what was asked, though its answer did not come.
    fileprivate var mayHaveArrived: Bool {
        switch self {
        case .unreachable(_, let isConnected): isConnected
        case .busy, .malformed: true
        case .untrusted, .refused: false
        }
    }

    fileprivate var isWorthRepeating: Bool {
        switch self {
        case .unreachable(_, let isConnected): isConnected
        case .busy: true
        case .malformed, .untrusted, .refused: false
        }
    }

    /// Whether the invite will not be taken from this device later either.
    fileprivate var isFinal: Bool {
        if case .refused = self { true } else { false }
    }
}
