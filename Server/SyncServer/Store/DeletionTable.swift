/// How many records each device deleted lately without anybody having been asked.
public protocol DeletionTable {
    /// Those since `time`, in milliseconds since 1970.
    func unaskedDeletions(by device: Int64, since time: Int64) throws -> Int
    /// Adds to them; those from before `oldest` count no more.
    func note(unaskedDeletions count: Int, by device: Int64, at time: Int64, forgetting oldest: Int64) throws
}
