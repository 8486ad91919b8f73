import SyncModel
import SyncServer
import TestSupport
import Testing

/// What a member may do, looked up again for each change.
@Suite(.onEveryStore) final class RoleTests: TwoHands {
    private func write(_ count: Int) throws {
        let dana = try Hand(server, member: "Dana Reid", device: "tablet", replica: 3)
        try dana.push((0..<count).map { dana.change(try note("n\($0)"), to: "words") })
        for hand in [sam, priya] { try hand.pull() }
    }

    @Test func `a role that is changed holds from the next change, and everything is still told`() throws {
        try server.admin.change(roleOf: "Priya Nair", to: .reader, in: server.team)
        try sam.push(sam.change(try note("a"), to: "to be read"))
        let answer = try priya.push(priya.change(try note("b"), to: "not to be taken"))
        #expect(answer.outcomes.map(\.refusal) == [.forbidden])
        #expect(answer.records.map(\.id) == [try note("a")])
        try server.admin.change(roleOf: "Priya Nair", to: .member, in: server.team)
        #expect(try priya.push(priya.change(try note("b"), to: "to be taken")).outcomes.map(\.isAccepted) == [true])
    }

    @Test func `whoever has the same name in another team keeps the role there`() throws {
        _ = try server.admin.createTeam(named: "west")
        try server.store.write { store in
            let west = try #require(try store.teams().first { $0.name == "west" })
            _ = try store.admit(member: "Priya Nair", role: .reader, to: west, at: 0)
        }
        try server.admin.change(roleOf: "Priya Nair", to: .lead, in: server.team)
        #expect(try server.admin.members(of: "west").map(\.role) == [.reader])
    }

    @Test func `only of a member there is can the role be changed`() throws {
        #expect(throws: AdminError.self) {
            try server.admin.change(roleOf: "Nobody", to: .reader, in: server.team)
        }
        _ = try server.admin.revoke(member: "Priya Nair", of: server.team)
        #expect(throws: AdminError.self) {
            try server.admin.change(roleOf: "Priya Nair", to: .lead, in: server.team)
        }
    }

    @Test(arguments: [Role.member, .lead, .admin])
    func `many deletions are anybody's who writes, once the number is said`(role: Role) throws {
        try write(30)
        try server.admin.change(roleOf: "Priya Nair", to: role, in: server.team)
        let deletions = try (0..<25).map { try priya.deletion(of: note("n\($0)")) }
        #expect(try priya.push(deletions).outcomes.allSatisfy { $0.refusal == .unconfirmed })
        #expect(try priya.push(deletions, confirmed: 25).outcomes.allSatisfy(\.isAccepted), "no dot was spent")
        let entry = try server.admin.audit(of: server.team, since: nil).last
        #expect(entry?.deed == "manyWithdrawn" && entry?.subject == "25 records")
    }
}
