import Glibc

/// The file that a system may write of a program's memory when it fails.
enum CoreFile {
    /// Leaves none, with notes and a token in it, of this program or of any that it starts.
    static func forbid() {
        var none = rlimit(rlim_cur: 0, rlim_max: 0)
        setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none)
    }
}
