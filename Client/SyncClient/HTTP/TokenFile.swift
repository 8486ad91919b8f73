import Glibc

/// The file that holds a device's token, readable by its owner alone and never half written. Below it stand those that the
/// device had before, the latest first: a server that is restored from a backup may know one of them.
public struct TokenFile: Sendable {
    /// Why a token could not be kept or found.
    public enum Failure: Error, Hashable, Sendable {
        case missing
        /// Others than its owner may read the file, so the token may be known.
        case exposed
        /// The file holds something else.
        case unreadable
        /// The system said no, for the reason that this `errno` names.
        case system(Int32)
    }

    private let path: String

    public init(at path: String) {
        self.path = path
    }

    public func read() throws(Failure) -> DeviceToken {
        guard let token = try all().first else { throw .unreadable }
        return token
    }

    /// How many tokens a file holds at most.
    static let tokensMax = 4

    /// The token, and those before it.
    func all() throws(Failure) -> [DeviceToken] {
        let file = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
        guard file >= 0 else { throw errno == ENOENT ? .missing : .system(errno) }
        defer { close(file) }
        var facts = stat()
        guard fstat(file, &facts) == 0 else { throw .system(errno) }
        guard facts.st_mode & 0o077 == 0 else { throw .exposed }
        var bytes = [UInt8](repeating: 0, count: 64 * TokenFile.tokensMax)
        let count = Glibc.read(file, &bytes, bytes.count)
        guard count >= 0 else { throw .system(errno) }
        let lines = bytes.prefix(count).split(separator: UInt8(ascii: "\n")).prefix(TokenFile.tokensMax)
        let tokens = lines.map { DeviceToken(String(decoding: $0, as: UTF8.self)) }
        guard tokens.first != nil, !tokens.contains(nil) else { throw .unreadable }
        return tokens.compactMap(\.self)
    }

    /// Puts `token` in the file's place at once and durably: after a power cut either it or what was there before is read.
    /// Two writers at a time must be kept apart by the caller.
    public func write(_ token: DeviceToken) throws(Failure) { try write([token]) }

    /// The same, with the tokens that the device had before; of too many the oldest are left out.
    func write(_ tokens: [DeviceToken]) throws(Failure) {
        let fresh = path + ".new"
        unlink(fresh)
        let file = open(fresh, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw .system(errno) }
        let bytes = tokens.prefix(TokenFile.tokensMax).flatMap { Array("\($0.text)\n".utf8) }
        let isWritten = Glibc.write(file, bytes, bytes.count) == bytes.count && fsync(file) == 0
        let reason = errno
        close(file)
        guard isWritten, rename(fresh, path) == 0 else {
            let last = isWritten ? errno : reason
            unlink(fresh)
            throw .system(last)
        }
        try keepName()
    }

    public func remove() throws(Failure) {
        guard unlink(path) == 0 || errno == ENOENT else { throw .system(errno) }
        try keepName()
    }

    /// A name is durable only once its directory is.
    private func keepName() throws(Failure) {
        let parent = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
        let directory = open(parent, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard directory >= 0 else { throw .system(errno) }
        defer { close(directory) }
        guard fsync(directory) == 0 else { throw .system(errno) }
    }
}
