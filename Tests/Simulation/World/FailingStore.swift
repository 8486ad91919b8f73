import SyncServer
import Synchronization

/// Whether the server's disk is full just now.
final class FailureSwitch: Sendable {
    private let state = Mutex(false)

    var isOn: Bool {
        get { state.withLock { $0 } }
        set { state.withLock { $0 = newValue } }
    }
}

/// A store that now and then cannot keep what was written, and says so at the end of the transaction.
struct FailingStore: ServerStore {
    let store: SQLiteStore
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

    func read<Result>(within reach: Reach, _ work: (any StoreTransaction) throws -> Result) throws -> Result {
        try store.read(within: reach, work)
    }

    func backUp(to file: BackupFile, secret: [UInt8], at time: Int64) throws {
        try store.backUp(to: file, secret: secret, at: time)
    }

    func library() throws -> String { try store.library() }
    func damage() throws -> [String] { try store.damage() }
    func advice() throws -> [String] { try store.advice() }
}
