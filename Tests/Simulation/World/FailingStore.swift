import SyncServer
import Synchronization
import TestSupport

/// Whether the server's disk is full just now.
final class FailureSwitch: Sendable {
    private let state = Mutex(false)

    var isOn: Bool {
        get { state.withLock { $0 } }
        set { state.withLock { $0 = newValue } }
    }
}

/// A store that now and then cannot keep what was written, and says so at the end of the transaction.
struct FailingStore: PassingStore {
    let store: any ServerStore
    let failure: FailureSwitch

    struct NotKept: Error {}

    func write<Result: Sendable>(
        within reach: Reach, _ work: @escaping @Sendable (any StoreTransaction) throws -> Result
    ) throws -> Result {
        let failure = failure
        return try store.write(within: reach) { transaction in
            let result = try work(transaction)
            if failure.isOn { throw NotKept() }
            return result
        }
    }
}
