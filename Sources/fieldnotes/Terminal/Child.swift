import Glibc

/// Another program, run by the shell in this terminal: the editor or the pager. Both are given as a line of shell, as people
/// set them (`EDITOR="code --wait"`).
struct Child {
    let process: pid_t

    /// Starts `command` with `arguments` behind it, reading from `input` if that is given. Nil if the shell cannot be started.
    init?(command: String, arguments: [String] = [], input: Int32? = nil) {
        let words = ["sh", "-c", "\(command) \"$@\"", command] + arguments
        var pointers: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
        defer { pointers.forEach { free($0) } }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        if let input { posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO) }
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        Child.restoreSignals(in: &attributes)
        var process: pid_t = 0
        guard posix_spawn(&process, "/bin/sh", &actions, &attributes, &pointers, environ) == 0 else { return nil }
        self.process = process
    }

    /// Waits for the end and returns the exit status; that of a signal counts from 128, as in a shell.
    func wait() -> Int32 {
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0 {
            guard errno == EINTR else { return 127 }
        }
        let signal = status & 0x7F
        return signal == 0 ? (status >> 8) & 0xFF : 128 + signal
    }

    /// While `body` runs, the keys that interrupt are the child's alone.
    static func holdingInterrupts<Result>(_ body: () throws -> Result) rethrows -> Result {
        let held = [SIGINT, SIGQUIT].map { ($0, signal($0, SIG_IGN)) }
        defer { for (number, handler) in held { _ = signal(number, handler) } }
        return try body()
    }

    /// The child starts with the signals as usual, whatever this process ignores meanwhile.
    private static func restoreSignals(in attributes: inout posix_spawnattr_t) {
        var usual = sigset_t()
        sigemptyset(&usual)
        for number in [SIGINT, SIGQUIT, SIGPIPE] { sigaddset(&usual, number) }
        posix_spawnattr_setsigdefault(&attributes, &usual)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))
    }
}
