#if canImport(Glibc)
    import Glibc
#endif

/// Folders that are their owner's alone, and that are still there after a power cut.
enum OwnFolder {
    /// Makes the folder at `path`, and those above it that are missing. One that is there already is left as it is.
    /// - Throws: ``ReplicaError/disk(_:path:)``.
    static func make(_ path: String) throws {
        if mkdir(path, 0o700) == 0 { return try keepName(of: path) }
        let reason = errno
        switch reason {
        case EEXIST: return
        case ENOENT where path != above(path):
            try make(above(path))
            guard mkdir(path, 0o700) == 0 || errno == EEXIST else { throw failure(errno, path) }
            try keepName(of: path)
        default: throw failure(reason, path)
        }
    }

    /// A new name is durable only once the folder it stands in is.
    private static func keepName(of path: String) throws {
        let folder = open(above(path), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else { throw failure(errno, path) }
        defer { close(folder) }
        guard fsync(folder) == 0 else { throw failure(errno, path) }
    }

    /// The folder that `path` lies in.
    private static func above(_ path: String) -> String {
        let trimmed = path.count > 1 && path.hasSuffix("/") ? path.dropLast() : path[...]
        guard let slash = trimmed.lastIndex(of: "/") else { return "." }
        return slash == trimmed.startIndex ? "/" : String(trimmed[..<slash])
    }

    private static func failure(_ reason: Int32, _ path: String) -> ReplicaError {
        switch reason {
        case ENOSPC, EDQUOT: .diskFull
        case EROFS: .readOnly
        default: .disk(String(cString: strerror(reason)), path: path)
        }
    }
}
