import Foundation

#if canImport(Glibc)
    import Glibc
#endif

/// Which file on which machine this is. A copied or restored replica has another, and so learns that its id may live on
/// elsewhere. (No address, host name or time goes in: those change while a file stays the same.)
enum Fingerprint {
    static func of(path: String) -> String {
        var status = stat()
        guard stat(path, &status) == 0 else { return "unknown" }
        return "\(machine) \(status.st_dev) \(status.st_ino)"
    }

    /// A machine stays the same while a program runs on it.
    private static let machine =
        (try? String(contentsOfFile: "/etc/machine-id", encoding: .utf8))?
        .trimmingCharacters(in: .whitespacesAndNewlines) ?? ""
}
