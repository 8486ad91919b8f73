import Foundation
import Notebook
import ReformNotes
import SyncClient
import SyncModel

/// A client as a program has it: the library with this machine's clock, chance and network.
struct Player {
    let notebook: Notebook
    let connection: Connection

    struct Connection {
        let address: ServerAddress
        let team: String
        let token: DeviceToken
    }

    /// - Parameter port: of whoever stands between, where someone does.
    init(_ folder: String, port: UInt16?) throws {
        let replica = try Replica(at: folder, Player.surroundings)
        let identity = try replica.read { $0.identity }
        guard let team = identity.team, let server = identity.server else { throw Failure("\(folder) has no server") }
        notebook = Notebook(replica: replica, catalogue: .bundled)
        connection = Connection(
            address: try ServerAddress(port.map { "http://127.0.0.1:\($0)" } ?? server), team: team,
            token: try TokenFile(at: folder + "/token").read())
    }

    /// Makes an empty replica that belongs to a team; nothing is fetched.
    static func join(_ folder: String, _ invitation: String) throws {
        var generator = SystemRandomNumberGenerator()
        let (invitation, token) = (try Invitation(invitation), DeviceToken(from: &generator))
        let joined = try Joining(invitation).join(as: "bench", with: token)
        let replica = try Replica.create(at: folder, author: joined.member, device: joined.device, surroundings)
        try TokenFile(at: folder + "/token").write(token)
        try replica.write { try $0.connect(joined, server: invitation.address.text) }
    }

    var upstream: HTTPUpstream {
        HTTPUpstream(address: connection.address, team: connection.team, token: connection.token)
    }

    /// Brings the replica in step; one that is not in step afterwards has no figure.
    func sync(with upstream: HTTPUpstream) throws -> SyncReport {
        let report = try notebook.replica.sync(
            with: upstream, random: { 0.5 }, pause: { Thread.sleep(forTimeInterval: $0) })
        guard report.isInStep == true, report.refusals.isEmpty else { throw Failure("the sync ended out of step") }
        return report
    }

    private static let surroundings = Notebook.surroundings(
        clock: { Int64(Date.now.timeIntervalSince1970 * 1_000) },
        draw: {
            var generator = SystemRandomNumberGenerator()
            return ReplicaID.random(using: &generator)
        },
        purpose: "bench")
}
