import GRDB
import SyncModel
import TestSupport
import Testing

@testable import SyncClient
@testable import SyncServer

/// A server takes a request in whole or not at all, at whichever statement it is interrupted.
@Suite struct PushStatementTests {
    private let stage: PushStage

    init() throws {
        stage = try PushStage()
    }

    @Test(arguments: Mishap.allCases)
    func `the state is before or after, never between, and after says what was answered`(mishap: Mishap) throws {
        let before = try stage.office().dump()
        let unharmed = try stage.office()
        _ = try unharmed.session(of: "Sam").sync(stage.request)
        let after = try unharmed.dump()
        unharmed.close()
        #expect(before != after)
        var place = 0
        repeat { place += 1 } while try isHarmed(mishap, place, before, after)
        #expect(place > 20, "hardly a statement was met")
    }

    /// - Returns: whether the push had so many statements.
    private func isHarmed(_ mishap: Mishap, _ place: Int, _ before: Dump, _ after: Dump) throws -> Bool {
        let office = try stage.office()
        let misfortune = Misfortune(mishap, atStatement: place, on: office.disk)
        try office.store.database.writeWithoutTransaction { misfortune.follow($0) }
        misfortune.await()
        var isAnswered = false
        do {
            _ = try office.session(of: "Sam").sync(stage.request)
            isAnswered = true
        } catch UpstreamError.busy(_, let problem) {
            #expect(problem?.code == .unavailable)
        }
        misfortune.end()
        let expected = isAnswered ? after : before
        if mishap == .failure {
            #expect(try office.dump() == expected, "statement \(place), before it was opened again")
        }
        office.close()
        office.disk.start()
        #expect(try office.dump() == expected, "statement \(place)")
        #expect(try office.store.damage().isEmpty)
        _ = try office.session(of: "Sam").sync(stage.request)
        #expect(try office.dump() == after, "statement \(place)")
        return misfortune.hasHappened
    }
}
