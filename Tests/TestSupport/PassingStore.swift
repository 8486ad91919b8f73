public import SyncServer

/// A store that lets another do its work, and interferes with some of it. What it leaves alone goes straight through.
public protocol PassingStore: ServerStore {
    var store: any ServerStore { get }
}

extension PassingStore {
    public func write<Result: Sendable>(
        within reach: Reach, _ work: @escaping @Sendable (any StoreTransaction) throws -> Result
    ) throws -> Result {
        try store.write(within: reach, work)
    }

    public func read<Result>(within reach: Reach, _ work: (any StoreTransaction) throws -> Result) throws -> Result {
        try store.read(within: reach, work)
    }

    public func backUp(to file: BackupFile, secret: [UInt8], at time: Int64) throws {
        try store.backUp(to: file, secret: secret, at: time)
    }

    public func bytes() throws -> Int64 { try store.bytes() }
    public func library() throws -> String { try store.library() }
    public func damage() throws -> [String] { try store.damage() }
    public func advice() throws -> [String] { try store.advice() }
}
