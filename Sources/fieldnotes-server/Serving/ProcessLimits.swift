import CLinux
import Glibc

/// What the process asks of the system before it does anything.
enum ProcessLimits {
    /// Leaves nothing of the memory, with its notes and tokens, lying about when the process fails: no core file, and no report
    /// of Swift's own, which quotes what the registers point to. A failed check still tells its line.
    static func keepMemoryPrivate() {
        var none = rlimit(rlim_cur: 0, rlim_max: 0)
        setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none)
        // Where the system hands cores to a program, that limit does not count.
        _ = clinux_hide_memory()
        for fault in [SIGABRT, SIGBUS, SIGFPE, SIGILL, SIGSEGV, SIGTRAP] { signal(fault, SIG_DFL) }
    }

    /// SIGHUP asks for a certificate to be read anew. Where there is none, or not yet, it must not end the process, as it does
    /// by itself.
    static func outliveHangUps() { signal(SIGHUP, SIG_IGN) }

    /// Takes as many open files as it may have: each connection is one.
    static func openAllFiles() {
        var files = rlimit()
        let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
        guard getrlimit(resource, &files) == 0 else { return }
        files.rlim_cur = files.rlim_max
        setrlimit(resource, &files)
    }
}
