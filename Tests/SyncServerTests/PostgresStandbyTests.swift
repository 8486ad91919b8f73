import Foundation
import SyncModel
import TestPostgres
import TestSupport
import Testing

@testable import SyncServer

/// A primary whose commits wait for its standby, and what is made of it when they wait in vain.
@Suite struct PostgresStandbyTests {
    @Test(.timeLimit(.minutes(2)))
    func `a commit that the standby may lack is not taken for one, even if it is sent again`() throws {
        let pair = try PostgresPair(isAwaited: true)
        let store = try PostgresStore(PostgresAddress(pair.url), clock: { 0 }, entropy: Admin.systemEntropy)
        let team = try #require(try store.write { try $0.makeTeam(named: "north-shire", identity: "id", at: 0) })
        try pair.standby.die()
        // The first is visible here by then, and the second would write nothing.
        for _ in 0..<2 {
            let givingUp = Thread { try? pair.cutWaitShort() }
            givingUp.start()
            #expect(throws: CommitUnknown.self) {
                try store.write(within: .team(team)) { store in
                    guard try store.head(of: team).sequence == 0 else { return }
                    try store.move(head: Head(sequence: 1), of: team)
                }
            }
        }
    }

    @Test(.timeLimit(.minutes(2))) func `nobody waits for ever for a standby that is away, and reading goes on`() throws
    {
        let pair = try PostgresPair(isAwaited: true)
        let store = try PostgresStore(
            PostgresAddress(pair.url), clock: { 0 }, entropy: Admin.systemEntropy, patience: 500)
        let team = try #require(try store.write { try $0.makeTeam(named: "north-shire", identity: "id", at: 0) })
        try pair.standby.die()
        for sequence in UInt64(1)...2 {
            #expect(throws: CommitUnknown.self) {
                try store.write { try $0.move(head: Head(sequence: sequence), of: team) }
            }
            #expect(try store.read { try $0.head(of: team).sequence } == sequence)
        }
    }

    @Test func `a standby is not read from`() throws {
        let pair = try PostgresPair(isAwaited: false)
        _ = try pair.before.store()
        #expect(throws: PostgresUnfit.standby) { try pair.after.store() }
    }
}

extension PostgresPair {
    /// Ends the wait of the next commit that waits for the standby.
    fileprivate func cutWaitShort() throws {
        for _ in 0..<200 {
            let cut = "SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE wait_event = 'SyncRep'"
            guard try before.run(cut).isEmpty else { return }
            usleep(50_000)
        }
    }
}
