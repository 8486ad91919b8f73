import SyncServer
import TestSupport

/// A server process that is held up around what its writing transactions do: before they begin, or before their commit.
struct HeldStore: PassingStore {
    let store: any ServerStore
    var before: @Sendable () -> Void = {}
    var beforeCommit: @Sendable () -> Void = {}

    func write<Result: Sendable>(
        within reach: Reach, _ work: @escaping @Sendable (any StoreTransaction) throws -> Result
    ) throws -> Result {
        let beforeCommit = beforeCommit
        before()
        return try store.write(within: reach) { transaction in
            let result = try work(transaction)
            // A store may keep what is written back until something is asked; now it must have happened.
            _ = try transaction.epoch()
            beforeCommit()
            return result
        }
    }
}
