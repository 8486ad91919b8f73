import SyncModel
import SyncServer
import TestSupport
import Testing

@Suite(.onEveryStore) final class PushTests: TwoHands {
    @Test func `a change is accepted and told to others`() throws {
        let id = try note("a")
        let response = try sam.push(sam.change(id, to: "first words"))
        #expect(response.outcomes.map(\.isAccepted) == [true])
        try priya.pull()
        #expect(priya.state(id).registers[.body]?.siblings.map(\.value) == [Value(text: "first words")])
    }

    @Test func `an accepted change is not echoed, and its receipt is that of the state it made`() throws {
        let id = try note("a")
        let response = try sam.push(sam.change(id, to: "first words"))
        #expect(response.records.isEmpty)
        guard case .accepted(_, let receipt) = response.outcomes.first else { throw CursorForked() }
        try priya.pull()
        #expect(priya.records[id]?.receipt == receipt)
    }

    @Test func `a push repeated after a lost answer is applied once`() throws {
        let change = sam.change(try note("a"), to: "first words")
        let lost = try sam.answer([change])
        let again = try sam.push(change)
        guard case .accepted(let acceptance, _) = lost.outcomes.first else { throw CursorForked() }
        #expect(again.outcomes == [.duplicate(acceptance)])
        #expect(again.digest == lost.digest)
        #expect(again.records.count == 1, "the sender has not heard of it yet")
    }

    @Test func `two who did not see each other are both kept, and both told`() throws {
        let id = try note("a")
        try sam.push(sam.change(id, to: "before"))
        try priya.pull()
        let seen = priya.state(id)
        try sam.push(sam.change(id, to: "from Sam", seen: seen))
        let response = try priya.push(priya.change(id, to: "from Priya", seen: seen))
        #expect(response.outcomes.map(\.isConcurrent) == [true])
        #expect(response.records.map(\.id) == [id])
        let register = priya.state(id).registers[.body]
        #expect(register?.siblings.count == 2)
        #expect(register?.replaced.map(\.value) == [Value(text: "before")], "the merge's base comes with them")
    }

    @Test func `whoever wrote without having seen another's field is told of it at once`() throws {
        let id = try note("a")
        try sam.push(sam.change(id, to: "before"))
        try priya.pull()
        let seen = priya.state(id)
        try sam.push(sam.change(id, .kind, to: "question", seen: seen))
        let response = try priya.push(priya.change(id, to: "from Priya", seen: seen))
        #expect(response.outcomes.map(\.isConcurrent) == [true])
        #expect(priya.state(id).registers[.kind]?.siblings.map(\.value) == [Value(text: "question")])
        #expect(priya.sum == response.digest)
    }

    @Test func `a merge's base is found in the history, however long ago it was replaced`() throws {
        let id = try note("a")
        try sam.push(sam.change(id, to: "before"))
        try priya.pull()
        let seen = priya.state(id)
        for words in ["one", "two", "three"] {
            try sam.pull()
            try sam.push(sam.change(id, to: words, seen: try stored(id)))
        }
        try priya.push(priya.change(id, to: "from Priya", seen: seen))
        #expect(priya.state(id).base(.body) == Value(text: "before"))
    }

    @Test func `other bytes under a known dot are forked, and stop the request`() throws {
        let first = sam.change(try note("a"), to: "first words")
        try sam.push(first)
        let twin = Change(
            dot: first.dot, stamp: first.stamp, record: first.record, author: first.author, device: first.device,
            context: first.context, assigns: FieldMap([(.body, Assignment(value: Value(text: "others"), replaces: []))])
        )
        let response = try sam.push(twin, sam.change(try note("b"), to: "after"))
        #expect(response.outcomes == [.forked, .forked])
        try priya.pull()
        #expect(priya.records.count == 1)
    }

    @Test func `a mended stamp does not make another change of it`() throws {
        var change = sam.change(try note("a"), to: "first words")
        try sam.push(change)
        change.stamp = change.stamp.next
        #expect(try sam.push(change).outcomes.map(\.isDuplicate) == [true])
    }

    @Test func `a replica id of another device is a copy, and forked, also where its dots are free`() throws {
        try sam.push(sam.change(try note("a"), to: "first words"))
        priya.replica = sam.replica
        for key in ["b", "c"] {
            #expect(try priya.push(priya.change(try note(key), to: "a copy")).outcomes == [.forked])
        }
    }

    @Test func `a device may push under a second id`() throws {
        try sam.push(sam.change(try note("a"), to: "first words"))
        sam.replica = ReplicaID(bits: 9)
        #expect(try sam.push(sam.change(try note("b"), to: "second life")).outcomes.map(\.isAccepted) == [true])
    }

    @Test func `a refused change does not stop the others, and its dot is spent`() throws {
        let forged = Change(
            dot: Dot(sam.replica, 7), stamp: Stamp(milliseconds: 0), record: try note("a"), author: "Priya Nair",
            device: "sam-laptop", context: Context(),
            assigns: FieldMap([(.body, Assignment(value: Value(text: "not me"), replaces: []))]))
        let response = try sam.push(forged, sam.change(try note("b"), to: "me"))
        #expect(response.outcomes.map(\.refusal) == [.forbidden, nil])
        #expect(response.outcomes.last?.isAccepted == true)
        #expect(try sam.push(forged).outcomes.map(\.refusal) == [.forbidden])
        #expect(try stored(try note("a")).isEmpty)
    }

    @Test func `a change over the limit is refused`() throws {
        let long = String(repeating: "a", count: Limits.standard.changeBytes)
        #expect(try sam.push(sam.change(try note("a"), to: long)).outcomes.map(\.refusal) == [.tooLarge])
    }

    @Test func `a change in sight of what the server lacks is behind, and nothing is stored`() throws {
        let id = try note("a")
        var seen = RecordState()
        seen.context.note(Dot(ReplicaID(bits: 77), 3))
        let response = try sam.push(sam.change(id, to: "words", seen: seen))
        #expect(response.outcomes == [.behind])
        #expect(response.digest == Digest())
    }

    @Test func `a stamp too far ahead of the server is not stored`() throws {
        let ahead = Stamp(milliseconds: server.clock.now + Stamp.tolerance + 1)
        let change = sam.change(try note("a"), to: "words", at: ahead)
        #expect(try sam.push(change).outcomes == [.stampInFuture])
        server.clock.advance(milliseconds: 1)
        #expect(try sam.push(change).outcomes.map(\.isAccepted) == [true])
    }

    @Test func `unknown collections and fields are kept byte for byte`() throws {
        let id = try #require(RecordID(collection: "not-yet", key: "x.1"))
        let field = FieldKey(known: "later/%20thing")
        let value = Value(unchecked: Array(#"{"z":[1e3, 1.0,"\u00e9"],"a":null}"#.utf8))
        let change = Change(
            dot: Dot(sam.replica, 1), stamp: Stamp(milliseconds: 0), record: id, author: sam.member, device: sam.device,
            context: Context(), assigns: FieldMap([(field, Assignment(value: value, replaces: []))]))
        try sam.push(change)
        try priya.pull()
        #expect(priya.state(id).registers[field]?.siblings.map(\.value) == [value])
    }

    @Test func `a reader may read and not write`() throws {
        try sam.push(sam.change(try note("a"), to: "words"))
        let reader = try server.session("Dana", device: "tablet", role: .reader)
        let change = Change(
            dot: Dot(ReplicaID(bits: 5), 1), stamp: Stamp(milliseconds: 0), record: try note("b"), author: "Dana",
            device: "tablet", context: Context(),
            assigns: FieldMap([(.body, Assignment(value: Value(text: "no"), replaces: []))]))
        let answer = try reader.sync(SyncRequest(replica: ReplicaID(bits: 5), cursor: nil, changes: [change]))
        guard case .told(let response) = answer else { throw CursorForked() }
        #expect(response.outcomes.map(\.refusal) == [.forbidden])
        #expect(response.records.count == 1)
    }

    @Test func `too many changes in one request are refused as a whole`() throws {
        let changes = try (0...Limits.standard.requestChanges).map { sam.change(try note("n\($0)"), to: "words") }
        #expect(throws: UpstreamError.self) { try sam.push(changes) }
        #expect(try sam.push().digest == Digest())
    }

    @Test func `a device whose access ended is told nothing more`() throws {
        _ = try server.admin.revoke(device: "sam-laptop", of: server.team)
        #expect {
            try sam.push()
        } throws: { error in
            guard case .refused(let problem) = error as? UpstreamError else { return false }
            return problem.code == .revoked
        }
    }

    @Test func `the history holds every change in the server's order`() throws {
        let id = try note("a")
        try priya.push(priya.change(id, to: "one"))
        try sam.pull()
        try sam.push(sam.change(id, to: "two", seen: sam.state(id)))
        let history = try sam.session.history(of: id)
        #expect(history.map(\.change.author) == ["Priya Nair", "Sam Okafor"])
        #expect(history.map(\.acceptance.revision) == [1, 2])
        #expect(history.allSatisfy { $0.acceptance.received == server.clock.now })
    }

    private func stored(_ id: RecordID) throws -> RecordState {
        let reader = try Hand(
            server, member: "Dana", device: "reading-\(UInt64.random(in: 0...UInt64.max))", replica: 99)
        try reader.pull()
        return reader.state(id)
    }
}
