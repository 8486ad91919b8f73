import Glibc

/// Shows an answer taller than the terminal one screen at a time.
struct Pager {
    private let command: String

    /// Nil where nothing is to be paged: not on a terminal that can turn pages, or not wanted.
    init?(terminal: Terminal, environment: Environment, isWanted: Bool) {
        let command = environment["FIELDNOTES_PAGER"] ?? environment["PAGER"] ?? "less -FIRX"
        guard isWanted, terminal.shows, environment["TERM"] != "dumb", command != "cat" else { return nil }
        self.command = command
    }

    /// Shows `bytes` and waits until the reader leaves. False if the pager could not be run; nothing was shown then.
    func show(_ bytes: [UInt8]) throws -> Bool {
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { return false }
        // A pager that held the writing end itself would never see the end of its input.
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        // A reader who leaves early closes the pipe; that must not end this process.
        let held = signal(SIGPIPE, SIG_IGN)
        defer { _ = signal(SIGPIPE, held) }
        return Child.holdingInterrupts {
            let child = Child(command: command, input: ends[0])
            close(ends[0])
            if child != nil { try? Output(descriptor: ends[1], hasColour: false).write(bytes) }
            close(ends[1])
            // The shell says 127 where there is no such program.
            return child.map { $0.wait() != 127 } ?? false
        }
    }
}
