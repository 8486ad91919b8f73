import SyncClient
import Testing

/// A replica acts whole or not at all, at whichever statement it is interrupted.
@Suite struct ReplicaStatementTests {
    @Test(arguments: ReplicaAct.allCases, Mishap.allCases)
    func `the state is before or after, never between`(act: ReplicaAct, mishap: Mishap) throws {
        let stage = try ReplicaStage(act)
        let before = try stage.laptop().dump()
        let unharmed = try stage.laptop()
        try stage.play(on: unharmed)
        let after = try unharmed.dump()
        unharmed.close()
        #expect(before != after)
        var place = 0
        repeat { place += 1 } while try isHarmed(stage, mishap, place, before, after)
        #expect(place > 8, "hardly a statement was met")
    }

    /// - Returns: whether the act had so many statements.
    private func isHarmed(
        _ stage: ReplicaStage, _ mishap: Mishap, _ place: Int, _ before: Dump, _ after: Dump
    ) throws -> Bool {
        let laptop = try stage.laptop()
        let misfortune = Misfortune(mishap, atStatement: place, on: laptop.disk)
        try laptop.replica.read { misfortune.follow($0.db) }
        misfortune.await()
        let isDone: Bool
        do {
            try stage.play(on: laptop)
            isDone = true
        } catch {
            isDone = false
        }
        misfortune.end()
        let expected = isDone ? after : before
        if mishap == .failure {
            #expect(try laptop.dump() == expected, "statement \(place), before it was opened again")
        }
        laptop.close()
        laptop.disk.start()
        #expect(try laptop.dump() == expected, "statement \(place)")
        #expect(try laptop.replica.damage() == nil, "statement \(place)")
        #expect(try laptop.sync(stage.upstream()).isInStep == true, "statement \(place)")
        return misfortune.hasHappened
    }
}
