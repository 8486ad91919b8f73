import Glibc

/// Files that only their owner may read, written so that a crash leaves the old or the new one whole.
enum PrivateFile {
    /// Nil if there is no such file. Throws `Complaint.unreadable`, also for one of more than `most` bytes.
    static func read(_ path: String, most: Int = .max) throws -> [UInt8]? {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else {
            if errno == ENOENT || errno == ENOTDIR { return nil }
            throw Complaint.unreadable(file: path, reason: reason)
        }
        defer { close(file) }
        return try read(file, named: path, most: most)
    }

    /// All that is left to read of an open file. Throws `Complaint.unreadable`, also for more than `most` bytes.
    static func read(_ file: Int32, named name: String, most: Int = .max) throws -> [UInt8] {
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = Glibc.read(file, &chunk, chunk.count)
            if count < 0 && errno == EINTR { continue }
            guard count >= 0 else { throw Complaint.unreadable(file: name, reason: reason) }
            if count == 0 { return bytes }
            bytes += chunk[..<count]
            guard bytes.count <= most else { throw Complaint.unreadable(file: name, reason: "it is far too large") }
        }
    }

    /// Writes beside the place, makes sure of it, and renames. Throws `Complaint.unwritable` with `text` to hand back.
    static func write(_ bytes: [UInt8], to path: String) throws {
        let text = String(decoding: bytes, as: UTF8.self)
        let beside = "\(path).new-\(getpid())"
        let file = open(beside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard file >= 0 else { throw Complaint.unwritable(file: path, reason: reason, text: text) }
        defer { close(file) }
        do {
            try Output(descriptor: file, hasColour: false).write(bytes)
            guard fsync(file) == 0, rename(beside, path) == 0, keepName(of: path) else {
                throw Complaint.unexpected(reason)
            }
        } catch {
            let reason = reason
            unlink(beside)
            throw Complaint.unwritable(file: path, reason: reason, text: text)
        }
    }

    /// Makes a folder for its owner alone, with those above it. Throws `Complaint.unwritable`.
    static func makeFolder(_ path: String) throws {
        if mkdir(path, 0o700) == 0 || errno == EEXIST { return }
        guard errno == ENOENT, let slash = path.lastIndex(of: "/"), slash > path.startIndex else {
            throw Complaint.unwritable(file: path, reason: reason)
        }
        try makeFolder(String(path[..<slash]))
        guard mkdir(path, 0o700) == 0 || errno == EEXIST else {
            throw Complaint.unwritable(file: path, reason: reason)
        }
    }

    /// A name is durable only once its folder is.
    private static func keepName(of path: String) -> Bool {
        let above = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
        let folder = open(above, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else { return false }
        defer { close(folder) }
        return fsync(folder) == 0
    }

    private static var reason: String { String(cString: strerror(errno)) }
}
