extension DataDirectory {
    /// The store in this directory, which holds the lock for as long as it lives. An older copy of the database, put back in
    /// its place, is noticed here: the file `starts` beside it has counted further.
    /// - Parameter now: the server's clock, milliseconds since 1970.
    /// - Throws: ``DataDirectoryError``.
    public func store(using generator: inout some RandomNumberGenerator, now: Int64) throws -> SQLiteStore {
        try StoreFailure.translating(path) {
            let file = "\(path)/fieldnotes.sqlite"
            DirectoryOwner.make(file, in: path)
            let store = try SQLiteStore(path: file, epoch: generator.next(), in: self)
            let known = try read("starts").flatMap { UInt64(String(decoding: $0, as: UTF8.self)) } ?? 0
            let starts = try store.countStart(known: known, epoch: generator.next(), now: now)
            try write(Array(String(starts).utf8), to: "starts")
            return store
        }
    }
}
