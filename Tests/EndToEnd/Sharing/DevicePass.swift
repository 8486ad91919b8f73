import Foundation
import SyncClient
import SyncModel

/// A device that was let into a team, and its ways to each of the team's servers.
struct DevicePass {
    let member: String
    let device: String
    /// The thread that uses one uses all of them.
    let ways: [HTTPUpstream]

    /// Joins by `invitation`, and is known to all the servers by that.
    init(_ invitation: String, as device: String, at servers: [ServerProcess]) throws {
        var generator = SystemRandomNumberGenerator()
        let token = DeviceToken(from: &generator)
        let joined = try Joining(Invitation(invitation)).join(as: device, with: token)
        member = joined.member
        self.device = device
        ways = try servers.map { server in
            HTTPUpstream(address: try ServerAddress(server.address), team: joined.team, token: token)
        }
    }
}

/// How a device asks one server after the other, as through something that shares requests out among them.
struct RoundOfServers {
    private let ways: [HTTPUpstream]
    private var place: Int
    /// How often it came in vain before somebody answered.
    private(set) var failures = 0

    /// So long all servers may be out of reach at once.
    private static let patience = Duration.seconds(40)

    init(_ ways: [HTTPUpstream], from place: Int) {
        self.ways = ways
        self.place = place % ways.count
    }

    /// The answer of the first server that gives one; a server that answered is asked again the next time.
    /// - Throws: what no repetition mends, and the last failure once patience has ended.
    mutating func ask(_ request: SyncRequest) throws -> SyncAnswer {
        let end = ContinuousClock.now + RoundOfServers.patience
        while true {
            do {
                return try ways[place].sync(request)
            } catch let error as UpstreamError where error.mayPass && ContinuousClock.now < end {
                failures += 1
                place = (place + 1) % ways.count
                usleep(20_000)
            }
        }
    }

    /// Asks another server the next time.
    mutating func turn() { place = (place + 1) % ways.count }
}

extension UpstreamError {
    fileprivate var mayPass: Bool {
        switch self {
        case .unreachable, .busy: true
        case .untrusted, .refused, .malformed: false
        }
    }
}
