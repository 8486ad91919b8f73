import Glibc

/// A file being written: beside its place first, and in it only when it is whole.
struct FreshFile {
    private let path: String
    private var fresh: String { path + ".new" }

    /// Throws `Complaint.fileExists` where there is one that may not be replaced.
    init(at path: String, mayReplace: Bool) throws {
        guard mayReplace || access(path, F_OK) != 0 else { throw Complaint.fileExists(path) }
        self.path = path
    }

    /// Fills the file by `body`. If that fails, nothing is left of it.
    func filled<Result>(_ body: (@escaping ([UInt8]) throws -> Void) throws -> Result) throws -> Result {
        unlink(fresh)
        let file = open(fresh, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw unwritable }
        var isWhole = false
        defer {
            close(file)
            if !isWhole { unlink(fresh) }
        }
        let result = try body { bytes in
            var rest = bytes[...]
            while !rest.isEmpty {
                let written = rest.withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
                if written < 0 && errno == EINTR { continue }
                guard written >= 0 else { throw unwritable }
                rest = rest.dropFirst(written)
            }
        }
        guard fsync(file) == 0, rename(fresh, path) == 0 else { throw unwritable }
        isWhole = true
        return result
    }

    private var unwritable: Complaint {
        Complaint.unwritable(file: path, reason: String(cString: strerror(errno)))
    }
}
