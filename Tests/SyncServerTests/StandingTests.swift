import HTTPTypes
import HummingbirdTesting
import SyncModel
import TestSupport
import Testing

@testable import SyncServer

/// What an administrator is told of a team and its people.
@Suite(.onEveryStore) final class StandingTests: TwoHands {
    @Test func `notes and open conflicts are counted, with their age and whom they name`() throws {
        let id = try note("a")
        try sam.push(sam.change(id, .kind, to: "fact"))
        try priya.push(priya.change(try note("b"), to: "words"))
        server.clock.advance(milliseconds: 5_000)
        let since = server.clock.now
        try priya.push(priya.change(id, .kind, to: "question"))
        server.clock.advance(milliseconds: 5_000)
        try sam.pull()
        try sam.push(sam.deletion(of: try note("b")))
        let standing = try #require(try server.admin.standings(of: server.team).first)
        #expect(standing.notes == 1 && standing.report.records == 2)
        #expect(standing.openConflicts == 1 && standing.oldestConflict == since)
        #expect(standing.storeBytes > 0)
        #expect(try server.admin.revoke(device: "office-pc", of: server.team).conflicts == 1)
        let dana = try Hand(server, member: "Dana Reid", device: "tablet", replica: 3)
        #expect(try server.admin.revoke(member: dana.member, of: server.team).conflicts == 0)
        try sam.push(sam.change(id, .kind, to: "fact", seen: sam.state(id)))
        #expect(try server.admin.standings().first?.openConflicts == 0)
    }

    @Test func `texts that merge are no conflict`() throws {
        let id = try note("a")
        let dana = try Hand(server, member: "Dana Reid", device: "tablet", replica: 3)
        try dana.push(dana.change(id, to: "One.\n\nTwo.\n"))
        for hand in [sam, priya] { try hand.pull() }
        try sam.push(sam.change(id, to: "One!\n\nTwo.\n", seen: sam.state(id)))
        let other = try priya.push(priya.change(id, to: "One.\n\nTwo!\n", seen: priya.state(id)))
        #expect(other.outcomes.map(\.isConcurrent) == [true])
        #expect(try server.admin.standings().first?.openConflicts == 0)
    }

    @Test func `members and devices are listed, and those who were shut out as such`() throws {
        _ = try server.join("Priya Nair", device: "tablet")
        _ = try server.admin.revoke(device: "office-pc", of: server.team)
        let members = try server.admin.members(of: server.team)
        #expect(members.map(\.name) == ["Sam Okafor", "Priya Nair"])
        #expect(members.map(\.devices) == [1, 1] && members.map(\.role) == [.member, .member])
        let devices = try server.admin.devices(of: server.team)
        #expect(devices.map(\.device) == ["sam-laptop", "office-pc", "tablet"])
        #expect(devices.map { $0.revoked != nil } == [false, true, false])
    }

    @Test func `open invitations are listed by how they begin, and taken back by it`() throws {
        let made = try server.admin.invite("Dana Reid", to: server.team, role: .reader, address: "https://a.example")
        #expect(made.invite.contains("#FN1-\(made.beginning)"))
        let open = try server.admin.invitations(to: nil)
        #expect(open.map(\.beginning) == [made.beginning] && open.map(\.role) == [.reader])
        #expect(throws: AdminError.self) { try server.admin.takeBack(invitation: "UUUU") }
        #expect(try server.admin.takeBack(invitation: "fn1-\(made.beginning)").member == "Dana Reid")
        #expect(try server.admin.invitations(to: server.team).isEmpty)
        let code = String(made.invite.split(separator: "#").last ?? "")
        let late = JoinRequest(code: code, deviceName: "tablet", tokenHash: String(repeating: "ab", count: 32))
        #expect(throws: Problem.self) { try server.service.join(late) }
        let used = try server.admin.invite("Dana Reid", to: server.team, address: "https://a.example")
        let joining = String(used.invite.split(separator: "#").last ?? "")
        _ = try server.service.join(
            JoinRequest(code: joining, deviceName: "tablet", tokenHash: String(repeating: "cd", count: 32)))
        let name = server.team
        let isGone = try server.store.write { store in
            try store.team(named: name).map { try store.takeBack(invitation: used.beginning, of: $0) }
        }
        #expect(isGone == false, "who came by it stays known")
        _ = try server.admin.invite("Dana Reid", to: server.team, lifetime: 1, address: "https://a.example")
        server.clock.advance(milliseconds: 2)
        #expect(try server.admin.invitations(to: server.team).isEmpty, "one that ran out is open no more")
    }

    @Test(.timeLimit(.minutes(1)), arguments: [nil, 30])
    func `a device that is silent for too long is shut out, where that was asked for`(days: Int?) async throws {
        var door = FrontDoor()
        door.silenceDays = days
        try await WithServer(door: door) { server in
            func ask() async throws -> HTTPResponse.Status {
                try await server.sync(SyncRequest(replica: ReplicaID(bits: 1), cursor: nil)).status
            }
            for _ in 0..<2 {
                server.memory.clock.advance(milliseconds: 30 * 86_400_000)
                #expect(try await ask() == .ok)
            }
            server.memory.clock.advance(milliseconds: 30 * 86_400_000 + 1)
            #expect(try await ask() == (days == nil ? .ok : .unauthorized))
            #expect(try await ask() == (days == nil ? .ok : .unauthorized))
            let log = try server.memory.admin.audit(of: "north-shire", since: nil)
            #expect(log.count(where: { $0.deed == "deviceExpired" }) == (days == nil ? 0 : 1))
        }
    }

    @Test(.timeLimit(.minutes(1))) func `a device's last contact is noted with its program, and a renamed team found`()
        async throws
    {
        try await WithServer { server in
            try server.memory.admin.rename(team: "north-shire", to: "north")
            func ask(_ program: String, _ team: String) async throws -> HTTPResponse.Status {
                var headers = server.authorization
                headers[.userAgent] = program
                let request = SyncRequest(replica: ReplicaID(bits: 1), cursor: nil)
                return try await server.post("/v1/teams/\(team)/sync", headers: headers, body: request.lines).status
            }
            func contact() throws -> DeviceStanding? { try server.memory.admin.devices(of: "north").first }
            #expect(try contact()?.seen == nil)
            #expect(try await ask("fieldnotes/1.0.0", "north-shire") == .ok)
            #expect(try await ask("fieldnotes/1.0.0", "north") == .ok)
            let first = server.memory.clock.now
            #expect(try contact()?.seen == first && contact()?.program == "fieldnotes/1.0.0")
            server.memory.clock.advance(milliseconds: 60_000)
            #expect(try await ask("fieldnotes/2.0.0", "north") == .ok)
            #expect(try contact()?.seen == first, "not so often")
            server.memory.clock.advance(milliseconds: 300_000)
            #expect(try await ask("<script>", "north") == .ok)
            #expect(try contact()?.seen == server.memory.clock.now && contact()?.program == "fieldnotes/1.0.0")
            #expect(try await ask("fieldnotes/1.0.0", "east") == .notFound)
        }
    }
}
