import GRDB
import SyncModel
import TestSupport
import Testing

@testable import SyncServer

/// What is written down of a team's people.
@Suite(.onEveryStore) final class AuditTests: TwoHands {
    private var entries: [AuditEntry] {
        get throws { try server.admin.audit(of: server.team, since: nil) }
    }

    @Test func `who did what, and when, is written down in order, and never what somebody wrote`() throws {
        server.clock.advance(milliseconds: 1_000)
        try sam.push(sam.change(try note("a"), to: "MARKER"))
        try server.admin.change(roleOf: "Priya Nair", to: .reader, in: server.team)
        _ = try server.admin.revoke(device: "office-pc", of: server.team)
        let told = try entries.map { "\($0.actor): \($0.deed) \($0.subject)" }
        #expect(
            told == [
                "console: teamCreated north-shire", "console: invited Sam Okafor as member",
                "Sam Okafor on sam-laptop: joined member", "console: invited Priya Nair as member",
                "Priya Nair on office-pc: joined member", "console: roleChanged Priya Nair to reader",
                "console: deviceRevoked Priya Nair on office-pc",
            ])
        #expect(try entries.map(\.time) == entries.map(\.time).sorted())
        #expect(!told.contains { $0.contains("MARKER") })
        let late = try server.admin.audit(of: server.team, since: server.clock.now)
        #expect(late.map(\.deed) == ["roleChanged", "deviceRevoked"])
    }

    @Test func `who withdrew many notes at once is written down, with how many they were`() throws {
        try priya.push((0..<30).map { priya.change(try note("n\($0)"), to: "words") })
        try sam.pull()
        try sam.push((0..<25).map { try sam.deletion(of: note("n\($0)")) }, confirmed: 25)
        #expect(try entries.last?.deed == "manyWithdrawn" && entries.last?.subject == "25 records")
    }

    @Test func `what failed is not written down`() throws {
        let before = try entries
        _ = try? server.admin.revoke(member: "Nobody", of: server.team)
        _ = try? server.admin.takeBack(invitation: "0000")
        #expect(try entries == before)
    }

    @Test func `no entry can be altered, moved or taken out from between unseen`() throws {
        let whole = try entries
        #expect(Self.isUnbroken(whole))
        for place in whole.indices {
            var gone = whole
            gone.remove(at: place)
            #expect(Self.isUnbroken(gone) == (place == whole.count - 1), "entry \(place + 1) taken out")
            var altered = whole
            let entry = whole[place]
            altered[place] = AuditEntry(
                place: entry.place, time: entry.time + 1, actor: entry.actor, deed: entry.deed,
                subject: entry.subject, hash: entry.hash)
            #expect(!Self.isUnbroken(altered), "entry \(place + 1) altered")
        }
        #expect(!Self.isUnbroken([whole[1], whole[0]] + whole.dropFirst(2)))
    }

    @Test func `the store itself takes back nothing of it`() throws {
        let before = try entries
        switch server.store {
        case let store as SQLiteStore:
            for deed in ["DELETE FROM audit", "UPDATE audit SET subject = 'nobody'"] {
                #expect(throws: DatabaseError.self) { try store.database.write { try $0.execute(sql: deed) } }
            }
        case let store as PostgresStore:
            for deed in ["DELETE FROM audit", "UPDATE audit SET subject = 'nobody'", "TRUNCATE audit"] {
                #expect(throws: PostgresError.self) { try store.pool.lend { try $0.rows(deed) } }
            }
        default: Issue.record("an unknown store")
        }
        #expect(try entries == before)
    }

    @Test func `a log that was altered past the store is told by the doctor, and not shown as if it were whole`() throws
    {
        guard let store = server.store as? SQLiteStore else { return }
        try store.database.write {
            try $0.execute(sql: "DROP TRIGGER auditIsNotAltered; UPDATE audit SET actor = 'nobody' WHERE place = 2")
        }
        #expect(
            try server.admin.examine().faults
                == ["north-shire: the audit log is not what was written, from entry 2 on"])
        #expect(throws: AdminError.self) { try entries }
    }

    private static func isUnbroken(_ entries: [AuditEntry]) -> Bool {
        zip([nil] + entries.map(Optional.some), entries).allSatisfy { $1.follows($0) }
    }
}
