import SyncModel
import TestSupport
import Testing

@testable import SyncClient

/// How a replica learns that its id has another life.
@Suite struct OtherLifeTests {
    let folder: TemporaryDirectory
    let server: TeamServer
    let sam: Device

    init() throws {
        folder = try TemporaryDirectory()
        server = try TeamServer()
        sam = try server.device("Sam", in: folder)
        try sam.write("One.")
        try sam.sync(try server.upstream(for: sam))
    }

    @Test func `a copied file takes another id before it says anything`() throws {
        let copy = try Device(copying: sam, to: folder.appending("copy"), seed: 77)
        var requests: [SyncRequest] = []
        let watched = Network(server: try server.upstream(for: sam)) { server, request in
            requests.append(request)
            return try server.sync(request)
        }
        #expect(try copy.sync(watched).isRenamed)
        let id = try sam.id
        #expect(requests.allSatisfy { $0.replica != id })
    }

    @Test func `an older copy put back learns from a page that its id went on without it`() throws {
        let copy = try Device(copying: sam, to: folder.appending("copy"), seed: 77, keepingFingerprint: true)
        try sam.write("Since then.", of: "m")
        try sam.sync(try server.upstream(for: sam))
        #expect(try copy.sync(try server.upstream(for: sam)).isRenamed)
        #expect(try copy.id != sam.id)
        #expect(try copy.shown(of: "m") == "Since then.")
    }

    @Test func `a replica of one team does not join another`() throws {
        let other = JoinResponse(
            team: "south-shire", member: "Sam", device: "laptop", serverTime: 0, limits: .standard)
        #expect(throws: ReplicaError.otherTeam(TeamServer.team)) {
            try sam.replica.write { try $0.connect(other, server: "https://elsewhere.example") }
        }
    }
}
