import Glibc

/// Folders on the way to a place that may not be there yet.
enum Folder {
    /// The folder itself if it is there, else the nearest one above it.
    static func nearest(to path: String) -> String {
        var path = path
        while !isFolder(path) {
            guard let above = above(path) else { return "." }
            path = above
        }
        return path
    }

    /// The folders on the way to `path` that are missing, the innermost first.
    static func missing(to path: String) -> [String] {
        var missing: [String] = []
        var next: String? = path
        while let path = next, !isFolder(path) {
            missing.append(path)
            next = above(path)
        }
        return missing
    }

    static func isFolder(_ path: String) -> Bool {
        var facts = stat()
        return stat(path, &facts) == 0 && facts.st_mode & S_IFMT == S_IFDIR
    }

    /// Nil for a name without a folder before it.
    private static func above(_ path: String) -> String? {
        let trimmed = path.hasSuffix("/") ? path.dropLast() : path[...]
        guard let slash = trimmed.lastIndex(of: "/") else { return nil }
        return slash == trimmed.startIndex ? "/" : String(trimmed[..<slash])
    }
}
