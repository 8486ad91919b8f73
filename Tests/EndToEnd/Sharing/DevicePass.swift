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
