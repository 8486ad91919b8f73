#if canImport(Glibc)
    import Glibc
#endif

/// Whose the files in a server's directory are, when the superuser makes them: the directory's owner's. An administrator who
/// types a command under `sudo` would otherwise lock the server out of its own data.
enum DirectoryOwner {
    /// Gives an open file that lies in `directory` to its owner. What comes of it shows when that file is read.
    static func give(_ file: Int32, in directory: String) {
        var facts = stat()
        guard geteuid() == 0, stat(directory, &facts) == 0 else { return }
        _ = fchown(file, facts.st_uid, facts.st_gid)
    }

    /// Makes an empty file in `directory`, where there is none of that name. SQLite gives those beside its own to whoever has that.
    static func make(_ path: String, in directory: String) {
        guard geteuid() == 0 else { return }
        let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard file >= 0 else { return }
        give(file, in: directory)
        close(file)
    }
}
