#if canImport(Glibc)
    import Glibc
#endif

/// How a file comes to stay: its bytes on the disk first, then its name.
enum DurableFile {
    /// Brings the bytes of `draft` to the disk, gives it the name `path` in one step, and makes that last too. False where the
    /// system did not; ``reason`` says why.
    static func settle(_ draft: String, as path: String) -> Bool {
        let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
        return sync(draft, O_RDONLY) && (draft == path || rename(draft, path) == 0)
            && sync(folder.isEmpty ? "/" : folder, O_RDONLY | O_DIRECTORY)
    }

    static func sync(_ path: String, _ flags: Int32) -> Bool {
        let descriptor = open(path, flags | O_CLOEXEC)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        return fsync(descriptor) == 0
    }

    /// What the system said last.
    static var reason: String { String(cString: strerror(errno)) }
}
