import Foundation
import SyncModel

#if canImport(Glibc)
    import Glibc
#endif

/// The lock beside a replica that one process at a time holds around each write transaction. It is the kernel's, so a process
/// that dies lets go of it.
final class WriteLock: Sendable {
    /// How long a writer waits for another, in seconds.
    static let patienceSeconds: Double = 10

    private let path: String
    private let purpose: String?
    private let clock: @Sendable () -> Int64
    /// Threads of one process wait here, for the kernel's lock is the process's file's.
    private let threads = NSRecursiveLock()

    /// - Parameter purpose: what this process does, for whoever has to wait for it; nil leaves no trace in the file.
    init(path: String, purpose: String?, clock: @escaping () -> Int64) {
        self.path = path
        self.purpose = purpose
        let start = clock()
        self.clock = { start }
    }

    func whileHeld<Result>(_ body: () throws -> Result) throws -> Result {
        threads.lock()
        defer { threads.unlock() }
        let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw ReplicaError.disk(String(cString: strerror(errno)), path: path) }
        defer { close(file) }
        try acquire(file)
        defer { flock(file, LOCK_UN) }
        return try body()
    }

    private func acquire(_ file: Int32) throws {
        let pauseMicroseconds: UInt32 = 5_000
        let attemptsMax = Int(WriteLock.patienceSeconds * 1_000_000 / Double(pauseMicroseconds))
        for attempt in 0...attemptsMax {
            if flock(file, LOCK_EX | LOCK_NB) == 0 {
                signIn(file)
                return
            }
            guard errno == EWOULDBLOCK || errno == EINTR else {
                throw ReplicaError.disk(String(cString: strerror(errno)), path: path)
            }
            if attempt < attemptsMax { usleep(pauseMicroseconds) }
        }
        throw ReplicaError.locked(by: holder)
    }

    /// Writes down who holds the lock. It is for people only, so a failure to write it matters to no one.
    private func signIn(_ file: Int32) {
        guard let purpose else { return }
        let line = "\(getpid()) \(clock()) \(purpose)\n"
        _ = ftruncate(file, 0)
        _ = line.withCString { pwrite(file, $0, strlen($0), 0) }
    }

    /// Who holds the lock just now, nil where nobody does.
    var current: LockHolder? {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return nil }
        defer { close(file) }
        guard flock(file, LOCK_SH | LOCK_NB) != 0 else { return nil }
        return holder
    }

    /// Who holds the lock, as far as it can be told.
    private var holder: LockHolder? {
        guard let line = try? String(contentsOfFile: path, encoding: .utf8) else { return nil }
        let parts = line.split(separator: "\n", maxSplits: 1).first?.split(separator: " ", maxSplits: 2) ?? []
        guard parts.count == 3, let process = Int32(parts[0]), let started = Int64(parts[1]) else { return nil }
        return LockHolder(process: process, started: started, purpose: String(parts[2]))
    }
}
