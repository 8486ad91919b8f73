import SyncServer

/// A server process that is held up around what its writing transactions do: before they begin, or before their commit.
struct HeldStore: ServerStore {
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
