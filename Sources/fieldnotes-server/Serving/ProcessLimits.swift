import Glibc

/// What the process asks of the system before it serves.
enum ProcessLimits {
    /// Leaves no core files, in which the memory of notes and tokens would lie about.
    static func leaveNoCores() {
        var none = rlimit(rlim_cur: 0, rlim_max: 0)
        setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none)
    }

    /// Takes as many open files as it may have: each connection is one.
    static func openAllFiles() {
        var files = rlimit()
        let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
        guard getrlimit(resource, &files) == 0 else { return }
        files.rlim_cur = files.rlim_max
        setrlimit(resource, &files)
    }
}
