import Foundation

#if canImport(Glibc)
    import Glibc
#endif

/// The folder beside a damaged replica in which a new one is made.
struct Workshop {
    private let directory: String
    private let surroundings: Surroundings
    private var folder: String { directory + "/recovering" }

    init(in directory: String, _ surroundings: Surroundings) throws {
        guard Store.isBegun(in: directory) else { throw ReplicaError.missing(path: directory) }
        self.directory = directory
        self.surroundings = surroundings
    }

    /// Where a new replica lies that is whole and only has to take its place.
    static func finished(in directory: String) -> String { directory + "/replica.rebuilt" }

    /// Does `body` under the replica's write lock, with the folder empty before and gone afterwards.
    func whileOpen<Result>(_ body: (Workshop) throws -> Result) throws -> Result {
        let lock = WriteLock(
            path: directory + "/lock", purpose: surroundings.isRehearsal ? nil : surroundings.purpose,
            clock: surroundings.clock)
        return try lock.whileHeld { _ in
            try? FileManager.default.removeItem(atPath: folder)
            defer { try? FileManager.default.removeItem(atPath: folder) }
            return try onDisk {
                try FileManager.default.createDirectory(
                    atPath: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
                return try body(self)
            }
        }
    }

    func salvage() throws -> Salvage {
        try Store.salvage(directory, in: folder, surroundings)
    }

    /// A new replica with what was salvaged.
    func make(_ salvage: Salvage) throws -> Replica {
        let replica = try Replica.create(
            at: folder + "/new", author: salvage.identity?.author ?? salvage.owner.author,
            device: salvage.identity?.device ?? salvage.owner.device, surroundings)
        try replica.write { try $0.takeIn(salvage) }
        return replica
    }

    /// Takes the new replica, which is whole and closed, out of the folder, and installs it.
    func deliver() throws -> String {
        try check(rename(folder + "/new/" + StoreFile.name, Workshop.finished(in: directory)))
        return try install()
    }

    /// Sets the damaged replica aside under a name of its own, and puts the new one in its place. Cut short anywhere, it is
    /// finished by doing it again: until the last step, the new one lies beside. An old log must be gone before that step,
    /// for SQLite would take it for the new file's.
    func install() throws -> String {
        let place = directory + "/" + StoreFile.name
        let name = try setAside(place)
        for ending in ["-wal", "-shm"] where access(place + ending, F_OK) == 0 { try check(unlink(place + ending)) }
        try syncEntries()
        try check(rename(Workshop.finished(in: directory), place))
        try syncEntries()
        return name
    }

    private func setAside(_ place: String) throws -> String {
        var number = 1
        while access("\(directory)/replica.damaged-\(number)", F_OK) == 0 { number += 1 }
        let name = "replica.damaged-\(number)"
        // The log first: the file's name says that both are there.
        if access(place + "-wal", F_OK) == 0 { try check(link(place + "-wal", "\(directory)/\(name)-wal")) }
        try check(link(place, "\(directory)/\(name)"))
        try syncEntries()
        return name
    }

    /// Makes the directory's own entries last.
    private func syncEntries() throws {
        let descriptor = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        try check(descriptor < 0 ? -1 : fsync(descriptor))
        close(descriptor)
    }

    private func check(_ result: Int32) throws {
        guard result == 0 else { throw ReplicaError.disk(String(cString: strerror(errno)), path: directory) }
    }

    private func onDisk<Result>(_ body: () throws -> Result) throws -> Result {
        do {
            return try body()
        } catch let error as CocoaError {
            throw ReplicaError.disk(error.localizedDescription, path: directory)
        }
    }
}
