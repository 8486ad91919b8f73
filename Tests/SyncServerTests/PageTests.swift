import SyncModel
import SyncServer
import TestSupport
import Testing

@Suite(.onEveryStore) final class PageTests: TwoHands {
    @Test func `pages smaller than the feed bring everything once`() throws {
        let ids = try (0..<25).map { try note("n\($0)") }
        try sam.push(ids.map { sam.change($0, to: "words of \($0)") })
        var pages: [[RecordID]] = []
        while true {
            let response = try priya.push(pageBytes: 600)
            pages.append(response.records.map(\.id))
            if !response.more { break }
        }
        #expect(pages.count > 5)
        #expect(pages.joined().elementsEqual(ids))
    }

    @Test func `a page holds one record whatever its size`() throws {
        try sam.push(
            sam.change(try note("a"), to: String(repeating: "a", count: 10_000)), sam.change(try note("b"), to: "b"))
        let first = try priya.push(pageBytes: 1)
        #expect(first.records.count == 1 && first.more)
        let second = try priya.push(pageBytes: 1)
        #expect(second.records.count == 1 && !second.more)
    }

    @Test func `a page is no larger than the server allows, whatever is asked for`() throws {
        try sam.push(try (0..<25).map { sam.change(try note("n\($0)"), to: "words") })
        var limits = Limits()
        limits.pageBytes = 600
        let service = SyncService(store: server.store, seal: Seal(secret: [1]), limits: limits, clock: { 0 })
        let session = service.session(for: try server.join(device: "tablet"))
        let answer = try session.sync(SyncRequest(replica: ReplicaID(bits: 3), cursor: nil))
        guard case .told(let response) = answer else { throw CursorForked() }
        #expect(response.more && response.records.count < 10)
    }

    @Test func `records that change while a replica pages are all told at last, in their last form`() throws {
        let ids = try (0..<12).map { try note("n\($0)") }
        try sam.push(ids.map { sam.change($0, to: "first") })
        try sam.pull()
        let reader = try Hand(server, member: "Dana", device: "tablet", replica: 3)
        var rounds = 0
        repeat {
            // Each round alters one record already told and one still to come.
            if rounds < 5 {
                for id in [ids[rounds], ids[11 - rounds]] {
                    try priya.pull()
                    try priya.push(priya.change(id, to: "round \(rounds)", seen: priya.state(id)))
                }
            }
            rounds += 1
        } while try reader.push(pageBytes: 700).more
        try priya.pull()
        #expect(Set(reader.records.values) == Set(try everything().values))
        #expect(reader.sum == reader.digest)
    }

    @Test func `what was asked for by name is told first, and once`() throws {
        let ids = try (0..<3).map { try note("n\($0)") }
        try sam.push(ids.map { sam.change($0, to: "words of \($0)") })
        let answer = try priya.session.sync(SyncRequest(replica: priya.replica, cursor: nil, wants: [ids[2]]))
        guard case .told(let response) = answer else { throw CursorForked() }
        #expect(response.records.map(\.id) == [ids[2], ids[0], ids[1]])
    }

    @Test func `the digest is the sum of the records' hashes`() throws {
        try sam.push(try (0..<5).map { sam.change(try note("n\($0)"), to: "first") })
        try priya.pull()
        let seen = priya.state(try note("n1"))
        try sam.push(sam.change(try note("n1"), to: "from Sam", seen: seen))
        try priya.push(priya.change(try note("n1"), to: "from Priya", seen: seen))
        try priya.pull()
        #expect(priya.sum == priya.digest)
        #expect(priya.digest != Digest())
    }

    @Test func `an idle sync brings nothing and moves nothing`() throws {
        try sam.push(sam.change(try note("a"), to: "words"))
        try priya.pull()
        let (cursor, digest) = (priya.cursor, priya.digest)
        let response = try priya.push()
        #expect(response.records.isEmpty && !response.more)
        #expect(response.cursor == cursor && response.digest == digest)
    }

    @Test func `a record that another altered after it was accepted is echoed`() throws {
        let id = try note("a")
        try sam.push(sam.change(id, to: "mine"))
        try priya.pull()
        try priya.push(priya.change(id, to: "hers", seen: priya.state(id)))
        let response = try sam.push(sam.change(try note("b"), to: "other"))
        #expect(response.records.map(\.id) == [id])
    }

    @Test func `an accepted change of a record with several siblings is echoed`() throws {
        let id = try note("a")
        try sam.push(sam.change(id, to: "before"))
        try priya.pull()
        let seen = priya.state(id)
        try sam.push(sam.change(id, to: "from Sam", seen: seen))
        try priya.push(priya.change(id, to: "from Priya", seen: seen))
        var kind = RecordState()
        kind.context = priya.state(id).context
        let response = try priya.push(priya.change(id, .kind, to: "question", seen: kind))
        #expect(response.outcomes.map(\.isAccepted) == [true])
        #expect(response.records.map(\.id) == [id])
    }

    @Test func `teams do not see each other`() throws {
        try server.admin.createTeam(named: "south-shire")
        let invitation = try server.admin.invite("Eve", to: "south-shire", address: "http://127.0.0.1")
        let code = try #require(invitation.invite.split(separator: "#").last)
        let token = String(repeating: "ab", count: 32)
        _ = try server.service.join(JoinRequest(code: String(code), deviceName: "evil", tokenHash: token))
        let hash = try #require(Hex.bytes(token.utf8))
        let eve = try #require(try server.service.device(withTokenHash: hash))
        try sam.push(sam.change(try note("a"), to: "words"))
        let session = server.service.session(for: eve)
        #expect(try session.history(of: try note("a")).isEmpty)
        #expect(try session.head() == 0)
        let foreign = SyncRequest(replica: ReplicaID(bits: 8), cursor: sam.cursor)
        guard case .cursorForked = try session.sync(foreign) else {
            Issue.record("another team's cursor was taken")
            return
        }
    }

    private func everything() throws -> [RecordID: ToldRecord] {
        let reader = try Hand(server, member: "Everyone", device: "all", replica: 50)
        try reader.pull()
        return reader.records
    }
}
