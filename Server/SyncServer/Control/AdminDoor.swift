#if canImport(Glibc)
    import Glibc
#endif

/// The way to whoever keeps a data directory: the server that runs on it, or this process where none does.
public struct AdminDoor {
    private static let patienceMilliseconds = 3_000
    private static let pauseMilliseconds = 50

    private let path: String
    private let isMade: Bool
    private let clock: @Sendable () -> Int64

    /// - Parameter isMade: whether the directory is made where it is missing.
    /// - Parameter clock: milliseconds since 1970.
    public init(_ path: String, isMade: Bool, clock: @escaping @Sendable () -> Int64) {
        self.path = path
        self.isMade = isMade
        self.clock = clock
    }

    /// Has `errand` done. Where another process has the directory, and no server answers yet, it is waited for a little:
    /// a server may be starting, or another command ending.
    /// - Throws: ``DataDirectoryError``, ``AdminError``.
    public func ask(_ errand: AdminErrand) throws -> AdminReply {
        let call = ControlCall(path: DataDirectory.controlSocket(in: path))
        for _ in 0..<(AdminDoor.patienceMilliseconds / AdminDoor.pauseMilliseconds) {
            do {
                return try answerHere(errand)
            } catch DataDirectoryError.locked {
                if let reply = try call.ask(errand) { return reply }
                usleep(UInt32(AdminDoor.pauseMilliseconds) * 1000)
            }
        }
        throw DataDirectoryError.locked(path)
    }

    private func answerHere(_ errand: AdminErrand) throws -> AdminReply {
        var generator = SystemRandomNumberGenerator()
        let directory = try DataDirectory(path, isMade: isMade)
        let store = try directory.store(using: &generator, now: clock())
        let seal = Seal(secret: try directory.secret(using: &generator))
        return Admin(service: SyncService(store: store, seal: seal, clock: clock)).answer(errand)
    }
}
