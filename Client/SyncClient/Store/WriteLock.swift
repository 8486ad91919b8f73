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

    /// - Parameter body: is told whether whoever held the lock last was stopped, or failed, before it was done.
    func whileHeld<Result>(_ body: (_ wasLeftUndone: Bool) throws -> Result) throws -> Result {
        threads.lock()
        defer { threads.unlock() }
        let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw ReplicaError.disk(String(cString: strerror(errno)), path: path) }
        defer { close(file) }
        try acquire(file)
        defer { flock(file, LOCK_UN) }
        let wasLeftUndone = !isSignedOut(file)
        signIn(file)
        let result = try body(wasLeftUndone)
        signOut(file)
        return result
    }

    /// Does `body` if nobody holds the lock and its last holder was done; waits for nobody.
    func ifFree(_ body: () -> Void) {
        guard threads.try() else { return }
        defer { threads.unlock() }
        let file = open(path, O_RDWR | O_CLOEXEC)
        guard file >= 0 else { return }
        defer { close(file) }
        guard flock(file, LOCK_EX | LOCK_NB) == 0 else { return }
        defer { flock(file, LOCK_UN) }
        if isSignedOut(file) { body() }
    }

    private func acquire(_ file: Int32) throws {
        let pauseMicroseconds: UInt32 = 5_000
        let attemptsMax = Int(WriteLock.patienceSeconds * 1_000_000 / Double(pauseMicroseconds))
        for attempt in 0...attemptsMax {
            if flock(file, LOCK_EX | LOCK_NB) == 0 { return }
            guard errno == EWOULDBLOCK || errno == EINTR else {
                throw ReplicaError.disk(String(cString: strerror(errno)), path: path)
            }
            if attempt < attemptsMax { usleep(pauseMicroseconds) }
        }
        throw ReplicaError.locked(by: holder)
    }

    /// Writes down who holds the lock: for people who wait, and for the next holder to see that this one never finished. It
    /// need not outlive the kernel, so nothing waits for the disk.
    private func signIn(_ file: Int32) {
        if let purpose { say("\(getpid()) \(clock()) \(purpose)\n", in: file) }
    }

    /// What the lock says when its last holder was done.
    private static let done = "free\n"

    private func signOut(_ file: Int32) {
        if purpose != nil { say(WriteLock.done, in: file) }
    }

    /// A file that nobody wrote in yet was left by nobody.
    private func isSignedOut(_ file: Int32) -> Bool {
        var said = [UInt8](repeating: 0, count: WriteLock.done.utf8.count)
        let count = pread(file, &said, said.count, 0)
        return count == 0 || said == Array(WriteLock.done.utf8)
    }

    /// Written over what stands there, for on a full disk there is no room but that.
    private func say(_ line: String, in file: Int32) {
        _ = line.withCString { pwrite(file, $0, strlen($0), 0) }
        _ = ftruncate(file, off_t(line.utf8.count))
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
