/// Where a server's data lies.
public enum DataPlace: Sendable {
    case directory(String)
    case database(PostgresAddress)
}

extension Admin {
    /// Copies all that a server keeps to an empty place, with its secret and its life: a server there goes on where this one
    /// ended, and no device notices. No server may run on the old place meanwhile, or ever again.
    /// - Parameter now: the server's clock, milliseconds since 1970.
    /// - Returns: the teams, each as large and with the same digest in both places.
    /// - Throws: ``AdminError``, ``DataDirectoryError``, ``PostgresError``, ``PostgresUnfit``.
    public static func copy(from source: DataPlace, to target: DataPlace, now: Int64) throws -> [TeamReport] {
        let (from, secret) = try source.opened(now: now)
        let before = try from.examined()
        guard before.faults.isEmpty else {
            throw AdminError(.damaged, "What is to be copied is damaged: \(before.faults.joined(separator: "; ")).")
        }
        let empty = try EmptyPlace(target, now: now)
        do {
            let to = try empty.store(secret: secret, now: now)
            try from.move(to: to)
            let copied = try to.examined()
            guard copied.faults.isEmpty, copied.teams == before.teams else {
                throw AdminError(.damaged, "The copy is not what was copied; do not use it.")
            }
            return copied.teams
        } catch {
            empty.clear()
            throw error
        }
    }
}

extension DataPlace {
    fileprivate func opened(now: Int64) throws -> (store: any MovableStore, secret: [UInt8]) {
        var generator = SystemRandomNumberGenerator()
        switch self {
        case .directory(let path):
            let directory = try DataDirectory(path, isMade: false)
            return (try directory.store(using: &generator, now: now), try directory.secret(using: &generator))
        case .database(let address):
            let store = try PostgresStore(address, clock: { now }, entropy: Admin.systemEntropy)
            return (store, try store.secret())
        }
    }
}

/// A place that was found empty. A directory is locked before it is looked into, so that no server can begin in it meanwhile.
private enum EmptyPlace {
    case directory(DataDirectory)
    case database(PostgresStore)

    init(_ place: DataPlace, now: Int64) throws {
        switch place {
        case .directory(let path):
            let directory = try DataDirectory(path, isMade: true)
            guard DataDirectory.isFree(path) else {
                throw AdminError(.usage, "\(path) is not empty, and nothing was changed.")
            }
            self = .directory(directory)
        case .database(let address):
            let store = try PostgresStore(address, clock: { now }, entropy: Admin.systemEntropy)
            guard try store.read({ try $0.teams() }).isEmpty else {
                throw AdminError(.usage, "The database has teams already, and nothing was changed.")
            }
            self = .database(store)
        }
    }

    /// A store there that signs with `secret`.
    func store(secret: [UInt8], now: Int64) throws -> any MovableStore {
        switch self {
        case .directory(let directory):
            var generator = SystemRandomNumberGenerator()
            try directory.write(secret, to: "secret")
            return try directory.store(using: &generator, now: now)
        case .database(let store):
            try store.take(secret: secret)
            return store
        }
    }

    /// Takes away what a copy that failed has left, so that it can be tried again. A database took it in whole or not at all.
    func clear() {
        if case .directory(let directory) = self { directory.clear() }
    }
}

extension MovableStore {
    fileprivate func examined() throws -> (teams: [TeamReport], faults: [String]) {
        // Nothing is signed here.
        let admin = Admin(service: SyncService(store: self, seal: Seal(secret: []), clock: { 0 }))
        return (try admin.report(), try admin.examine().faults)
    }
}
