import Glibc

/// How a device changes the secret by which its server knows it, so that one that leaked is of use for a month.
///
/// The new token lies in a file beside the one in use before the server hears of it, and takes its place after the server
/// has said that it will know it. Wherever that breaks off, the token in use is good, and the next try offers the same one.
public struct TokenRenewal {
    /// How long a token is used: 30 days.
    static let ageMaxSeconds = 30 * 86_400

    /// So far the clocks of a device and its server may be apart, and more: a day.
    static let clocksApartMilliseconds: Int64 = 86_400_000

    private let path: String
    private var file: TokenFile { TokenFile(at: path) }
    private var next: TokenFile { TokenFile(at: path + ".next") }

    /// - Parameter path: where the token in use lies.
    public init(at path: String) {
        self.path = path
    }

    /// Renews the token if it is old enough and no other process does so.
    /// - Parameters:
    ///   - now: seconds since 1970.
    ///   - offer: has the server know a token; called once more when it is in use, so that the one before it ends.
    /// - Throws: whatever `offer` throws, and ``TokenFile/Failure``.
    public func renewIfDue(
        now: Int, using generator: inout some RandomNumberGenerator, _ offer: (DeviceToken) throws -> Void
    ) throws {
        let lock = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
        guard lock >= 0 else { return }
        defer { close(lock) }
        guard flock(lock, LOCK_EX | LOCK_NB) == 0, isOld(lock, now: now) else { return }
        let tokens = try file.all()
        let fresh = try offered(after: tokens, &generator)
        try offer(fresh)
        try file.write([fresh] + tokens)
        try next.remove()
        try offer(fresh)
    }

    /// Puts the token before the one in use in its place, which a server does not know that was restored from a backup.
    /// - Parameter backup: when that was made, milliseconds since 1970.
    /// - Returns: whether there is one, and the one in use is newer than the backup.
    public func goBack(behind backup: Int64) -> Bool {
        var facts = stat()
        guard stat(path, &facts) == 0,
            Int64(facts.st_mtim.tv_sec) * 1_000 >= backup - TokenRenewal.clocksApartMilliseconds,
            let tokens = try? file.all(), tokens.count > 1
        else { return false }
        return (try? file.write(Array(tokens.dropFirst()))) != nil
    }

    /// Whether the locked file is in place still, and has been for long enough.
    private func isOld(_ lock: Int32, now: Int) -> Bool {
        var (locked, placed) = (stat(), stat())
        guard fstat(lock, &locked) == 0, stat(path, &placed) == 0, locked.st_ino == placed.st_ino else { return false }
        return now - placed.st_mtim.tv_sec > TokenRenewal.ageMaxSeconds
    }

    /// The token that a try before this one has offered, or a new one, kept before anybody hears of it.
    private func offered(
        after tokens: [DeviceToken], _ generator: inout some RandomNumberGenerator
    ) throws -> DeviceToken {
        if let kept = try? next.read(), !tokens.contains(kept) { return kept }
        let fresh = DeviceToken(from: &generator)
        try next.write(fresh)
        return fresh
    }
}
