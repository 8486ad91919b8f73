import SyncModel
import SyncServer
import TestSupport
import Testing

/// No team loses most of its work at once before somebody has said how much it is.
@Suite(.onEveryStore) final class MassDeletionTests: TwoHands {
    /// Lets Dana write so many notes, and both see them.
    private func write(_ count: Int) throws {
        let dana = try Hand(server, member: "Dana Reid", device: "tablet", replica: 3)
        try dana.push((0..<count).map { dana.change(try note("n\($0)"), to: "words") })
        for hand in [sam, priya] { try hand.pull() }
    }

    private func deletions(_ range: Range<Int>, by hand: Hand) throws -> [Change] {
        try range.map { try hand.deletion(of: note("n\($0)")) }
    }

    private var hidden: Int {
        get throws {
            let name = "tablet-\(UInt64.random(in: 0...(.max)))"
            let reader = try Hand(server, member: "Rita Reader", device: name, replica: 4)
            try reader.pull()
            return reader.records.values.count(where: \.state.isHidden)
        }
    }

    @Test(arguments: [(20, 20, true), (30, 21, false), (100, 25, true), (100, 26, false)])
    func `twenty, or a quarter, go unasked; one more does not`(visible: Int, deleted: Int, isTaken: Bool) throws {
        try write(visible)
        let response = try sam.push(deletions(0..<deleted, by: sam))
        let code: Refusal.Code? = isTaken ? nil : .unconfirmed
        #expect(response.outcomes.map(\.refusal) == Array(repeating: code, count: deleted))
        #expect(try hidden == (isTaken ? deleted : 0))
    }

    @Test func `nothing else of the request is held up, and with the number the same changes are taken in`() throws {
        try write(30)
        let changes = try deletions(0..<25, by: sam)
        let edit = sam.change(try note("n29"), to: "other words", seen: sam.state(try note("n29")))
        let response = try sam.push(changes + [edit])
        #expect(response.outcomes.last?.isAccepted == true)
        #expect(
            try sam.push(changes, confirmed: 24).outcomes.map(\.refusal) == Array(repeating: .unconfirmed, count: 25))
        #expect(try sam.push(changes, confirmed: 25).outcomes.allSatisfy(\.isAccepted))
        #expect(try hidden == 25)
    }

    @Test func `what is split into many requests counts together for an hour, and for each device by itself`() throws {
        try write(40)
        for start in [0, 10] { try sam.push(deletions(start..<start + 10, by: sam)) }
        let more = try deletions(20..<21, by: sam)
        #expect(try sam.push(more).outcomes.map(\.refusal) == [.unconfirmed])
        #expect(try priya.push(deletions(21..<22, by: priya)).outcomes.allSatisfy(\.isAccepted))
        server.clock.advance(milliseconds: 3_600_001)
        #expect(try sam.push(more).outcomes.allSatisfy(\.isAccepted))
        #expect(try hidden == 22)
    }

    @Test func `what was confirmed is not counted again`() throws {
        try write(60)
        try sam.push(deletions(0..<30, by: sam), confirmed: 30)
        #expect(try sam.push(deletions(30..<40, by: sam)).outcomes.allSatisfy(\.isAccepted))
    }

    @Test func `a lost answer to deletions that were taken in is told again`() throws {
        try write(30)
        let changes = try deletions(0..<20, by: sam)
        _ = try sam.answer(changes)
        #expect(try sam.push(changes).outcomes.allSatisfy(\.isDuplicate))
    }

    @Test func `notes that nobody saw, and those that come back at once, are not counted`() throws {
        try write(30)
        let own = try (0..<30).map { sam.change(try note("own\($0)"), to: "words") }
        var seen: [RecordState] = []
        for change in own {
            var state = RecordState()
            state.apply(change)
            seen.append(state)
        }
        let withdrawn = zip(own, seen).map { sam.deletion(of: $0.record, seen: $1) }
        #expect(try sam.push(own + withdrawn).outcomes.allSatisfy(\.isAccepted))

        let deleted = try deletions(0..<25, by: sam)
        let restored = deleted.map { change in
            var state = sam.state(change.record)
            state.apply(change)
            return sam.change(change.record, .deleted, to: Value.null, seen: state)
        }
        #expect(try sam.push(deleted + restored).outcomes.allSatisfy(\.isAccepted))
    }
}
