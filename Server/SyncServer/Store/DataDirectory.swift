import FoundationEssentials
import SyncModel

#if canImport(Glibc)
    import Glibc
#endif

/// The directory that holds everything a server keeps, locked for as long as this or its store lives.
///
/// Only its owner may look inside. The lock is the kernel's, so a process that dies lets go of it.
public final class DataDirectory: Sendable {
    public let path: String
    private let lock: Int32

    /// The system's limit for the path of a socket.
    private static let socketPathBytesMax = 107

    /// - Parameter isMade: whether it is made where it is missing.
    /// - Throws: ``DataDirectoryError``.
    public init(_ path: String, isMade: Bool) throws {
        self.path = path
        guard isMade || access(path, F_OK) == 0 else { throw DataDirectoryError.missing(path) }
        guard DataDirectory.controlSocket(in: path).utf8.count <= DataDirectory.socketPathBytesMax else {
            throw DataDirectoryError.unusable(path, "its path is too long for a socket in it; a relative one may do")
        }
        // It would be closed to all others, and a mistyped one may be the system's.
        guard !DataDirectory.isStrange(path) else {
            throw DataDirectoryError.unusable(path, "it holds other things, and no server's data")
        }
        // SQLite makes files beside its own as it goes; none of them may be for others' eyes.
        umask(0o077)
        try DataDirectory.make(path)
        lock = open("\(path)/lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard lock >= 0 else { throw DataDirectoryError.unusable(path, DataDirectory.reason) }
        DirectoryOwner.give(lock, in: path)
        // Thrown from here on, an error still runs `deinit`, which closes the file.
        guard flock(lock, LOCK_EX | LOCK_NB) == 0 else { throw DataDirectoryError.locked(path) }
    }

    deinit {
        // Closing alone would leave it locked for as long as a process that is just being spawned has the file, too.
        flock(lock, LOCK_UN)
        close(lock)
    }

    /// Where a running server listens for the administrator's verbs.
    public static func controlSocket(in path: String) -> String { "\(path)/control.sock" }

    /// Whether a server's data can be put there: nothing is, or only a directory that is as good as empty.
    static func isFree(_ path: String) -> Bool { access(path, F_OK) != 0 || contents(of: path)?.isEmpty == true }

    /// Takes away all that lies in it. For whoever found it free under the lock, and filled it.
    func clear() {
        for name in DataDirectory.contents(of: path) ?? [] {
            try? FileManager.default.removeItem(atPath: "\(path)/\(name)")
        }
    }

    /// Whether there is a directory that is neither free nor a server's.
    private static func isStrange(_ path: String) -> Bool {
        guard let contents = contents(of: path), !contents.isEmpty else { return false }
        return contents.isDisjoint(with: ["fieldnotes.sqlite", "secret", "starts"])
    }

    /// The names in a directory, but for what an attempt that failed, or the making of a disk, leaves there. Nil where it cannot
    /// be read.
    private static func contents(of path: String) -> Set<String>? {
        let names = try? FileManager.default.contentsOfDirectory(atPath: path)
        return names.map { Set($0).subtracting(["lock", "lost+found"]) }
    }

    /// How many bytes a secret has.
    public static let secretLength = 32

    /// What the server signs with, drawn on the first start. Without it, states that this server told are taken in as the word
    /// of whoever brings them back.
    /// - Throws: ``DataDirectoryError``.
    public func secret(using generator: inout some RandomNumberGenerator) throws -> [UInt8] {
        if let secret = try read("secret") {
            guard secret.count == DataDirectory.secretLength else {
                throw DataDirectoryError.unusable("\(path)/secret", "it is not the secret that this server drew")
            }
            return secret
        }
        let secret = generator.bytes(DataDirectory.secretLength)
        try write(secret, to: "secret")
        return secret
    }

    /// Nil where there is no such file.
    func read(_ name: String) throws -> [UInt8]? {
        let file = "\(path)/\(name)"
        guard access(file, F_OK) == 0 else { return nil }
        do {
            return [UInt8](try Data(contentsOf: URL(filePath: file)))
        } catch {
            throw DataDirectoryError.unusable(file, "it cannot be read")
        }
    }

    /// Replaces the file in one step: a power cut leaves the old one or the new one, whole.
    func write(_ bytes: [UInt8], to name: String) throws {
        let (file, draft) = ("\(path)/\(name)", "\(path)/\(name).new")
        let descriptor = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw DataDirectoryError.unusable(draft, DataDirectory.reason) }
        defer { close(descriptor) }
        DirectoryOwner.give(descriptor, in: path)
        let isWritten = Glibc.write(descriptor, bytes, bytes.count) == bytes.count
        guard isWritten, DurableFile.settle(draft, as: file) else {
            throw DataDirectoryError.unusable(file, DataDirectory.reason)
        }
    }

    /// One that is there already becomes its owner's alone.
    private static func make(_ path: String) throws {
        let isNew = access(path, F_OK) != 0
        do {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        } catch {
            throw DataDirectoryError.unusable(path, "it cannot be made")
        }
        guard chmod(path, 0o700) == 0 else { throw DataDirectoryError.unusable(path, reason) }
        if isNew { syncNames(above: path) }
    }

    /// Makes the names of new directories last. Those further up that are not ours to read were there before.
    private static func syncNames(above path: String) {
        guard let whole = realpath(path, nil) else { return }
        defer { free(whole) }
        var above = String(cString: whole)[...]
        while let slash = above.lastIndex(of: "/"), above.count > 1 {
            above = above[..<slash]
            guard DurableFile.sync(above.isEmpty ? "/" : String(above), O_RDONLY | O_DIRECTORY) else { return }
        }
    }

    private static var reason: String { DurableFile.reason }
}

/// Why a server's directory cannot be used.
public enum DataDirectoryError: Error, Hashable, Sendable {
    case missing(String)
    /// Another process has it.
    case locked(String)
    /// The path, and what the system says.
    case unusable(String, String)
}

extension RandomNumberGenerator {
    mutating func bytes(_ count: Int) -> [UInt8] {
        (0..<count).map { _ in UInt8.random(in: 0...255, using: &self) }
    }
}
