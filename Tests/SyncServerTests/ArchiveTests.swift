import SyncModel
import SyncServer
import TestSupport
import Testing

/// Teams that get another name, or may only be read.
@Suite(.onEveryStore) final class ArchiveTests: TwoHands {
    @Test func `an archived team tells everything and takes nothing, and what it did not take comes again`() throws {
        try sam.push(sam.change(try note("a"), to: "kept"))
        try server.admin.archive(team: server.team, isUndone: false)
        let change = priya.change(try note("b"), to: "waits")
        let answer = try priya.push(change)
        #expect(answer.outcomes.map(\.refusal) == [.archived])
        #expect(answer.records.map(\.id) == [try note("a")])
        #expect(try priya.session.history(of: note("a")).count == 1)
        try server.admin.archive(team: server.team, isUndone: true)
        #expect(try priya.push(change).outcomes.map(\.isAccepted) == [true], "no dot was spent")
    }

    @Test func `nothing is slipped into an archived team as an offer, and a lost answer is told again`() throws {
        let known = sam.change(try note("a"), to: "kept")
        try sam.push(known)
        try server.admin.archive(team: server.team, isUndone: false)
        #expect(try sam.push(known).outcomes.map(\.isDuplicate) == [true])
        var state = RecordState()
        state.apply(priya.change(try note("b"), to: "slipped in"))
        let offers = [ToldRecord(id: try note("b"), state: state, receipt: nil)]
        guard case .refused(let refusal) = try priya.push(offers: offers).offers.first else {
            Issue.record("it was taken")
            return
        }
        #expect(refusal.code == .archived)
    }

    @Test func `what is archived is not archived again, nor opened twice`() throws {
        #expect(throws: AdminError.self) { try server.admin.archive(team: server.team, isUndone: true) }
        try server.admin.archive(team: server.team, isUndone: false)
        #expect(throws: AdminError.self) { try server.admin.archive(team: server.team, isUndone: false) }
    }

    @Test func `a team that is renamed goes on where it was, with every cursor and receipt`() throws {
        try sam.push(sam.change(try note("a"), to: "words"))
        try priya.pull()
        try server.admin.rename(team: server.team, to: "north")
        #expect(try priya.push(priya.change(try note("b"), to: "words")).outcomes.map(\.isAccepted) == [true])
        let offer = try #require(priya.records[try note("a")])
        #expect(try sam.push(offers: [offer]).offers == [.known])
        #expect(try server.admin.report().map(\.team) == ["north"])
    }

    @Test func `a name that a team has, or had, is no other team's`() throws {
        try server.admin.createTeam(named: "east")
        #expect(throws: AdminError.self) { try server.admin.rename(team: "east", to: server.team) }
        try server.admin.rename(team: server.team, to: "north")
        #expect(throws: AdminError.self) { try server.admin.rename(team: "east", to: server.team) }
        #expect(throws: AdminError.self) { try server.admin.createTeam(named: server.team) }
        #expect(throws: AdminError.self) { try server.admin.rename(team: "east", to: "No Name") }
        try server.admin.rename(team: "north", to: server.team)
        try server.admin.rename(team: server.team, to: "north")
        #expect(try server.admin.report().map(\.team) == ["east", "north"])
    }

    @Test func `a rehearsal says what would be, and nothing of it is`() throws {
        var admin = server.admin
        let errand = AdminErrand(.revokeMember(name: "Priya Nair", team: server.team), isRehearsal: true)
        guard case .revoked(let revocation) = admin.answer(errand) else {
            Issue.record("not rehearsed")
            return
        }
        #expect(revocation.devices == ["office-pc"])
        admin = server.admin
        _ = admin.answer(AdminErrand(.archiveTeam(name: server.team, isUndone: false), isRehearsal: true))
        #expect(try priya.push(priya.change(try note("a"), to: "words")).outcomes.map(\.isAccepted) == [true])
        #expect(try server.admin.audit(of: server.team, since: nil).allSatisfy { $0.deed != "memberRevoked" })
    }
}
