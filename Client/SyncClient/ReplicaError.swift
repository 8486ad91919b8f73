/// What can be wrong with a replica on this device. Each says what happened; what is safe follows from it.
public enum ReplicaError: Error, Hashable, Sendable {
    /// There is no replica in this directory.
    case missing(path: String)
    /// There is one already; nothing was changed.
    case exists(path: String)
    /// Another process kept the write lock for longer than a writer waits.
    case locked(by: LockHolder?)
    /// The file may only be read.
    case readOnly
    /// The disk is full; what was to be saved is not.
    case diskFull
    /// The disk or the file system failed.
    case disk(String, path: String)
    /// The disk did not give back what lies on it.
    case unreadable(String, path: String)
    /// The file fails SQLite's checks.
    case damaged(String)
    /// Another file lies in its place since it was opened; nothing was written.
    case replaced
    /// The replica belongs to this team; its notes are not another's to have.
    case otherTeam(String)
    /// The file was written by a later version of this program.
    case tooNew
}
