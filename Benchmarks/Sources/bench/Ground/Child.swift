import Foundation

/// A program in a process of its own, whose cost the kernel tells.
final class Child {
    /// How it ended: what it said, the seconds since it was spawned and those of CPU that it used.
    struct Ending {
        let said: String
        let wall: Double
        let cpu: Double
    }

    private let process: pid_t
    private let input: FileHandle
    private let output: FileHandle
    private let start = Clocks.now
    private let name: String
    private let log: String
    private var unread = Data()
    private var isFinished = false

    /// - Parameter log: the file that takes what it says on standard error.
    init(_ program: String, _ words: [String], log: String) throws {
        let (input, output) = (Pipe(), Pipe())
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, input.fileHandleForReading.fileDescriptor, STDIN_FILENO)
        posix_spawn_file_actions_adddup2(&actions, output.fileHandleForWriting.fileDescriptor, STDOUT_FILENO)
        posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, log, O_WRONLY | O_CREAT | O_APPEND, 0o600)
        for descriptor in [input.fileHandleForWriting, output.fileHandleForReading].map(\.fileDescriptor) {
            posix_spawn_file_actions_addclose(&actions, descriptor)
        }
        var arguments = ([program] + words).map { strdup($0) } + [nil]
        defer { for argument in arguments { free(argument) } }
        var process = pid_t()
        guard posix_spawn(&process, program, &actions, nil, &arguments, environ) == 0 else {
            throw Failure("\(program) cannot be run")
        }
        try input.fileHandleForReading.close()
        try output.fileHandleForWriting.close()
        self.process = process
        self.input = input.fileHandleForWriting
        self.output = output.fileHandleForReading
        self.log = log
        name = "\(program.split(separator: "/").last ?? "") \(words.joined(separator: " "))"
    }

    /// A work that failed leaves no server behind.
    deinit {
        if !isFinished { kill(process, SIGTERM) }
    }

    /// Runs a program to its end.
    static func run(_ program: String, _ words: [String], log: String) throws -> Ending {
        try Child(program, words, log: log).finish()
    }

    /// So far; of one that still runs.
    var cpu: Double { Clocks.cpu(of: process) }
    var peakMegabytes: Double { Clocks.peakMegabytes(of: "\(process)") }

    /// The next line that it says.
    func line() throws -> String {
        while true {
            if let end = unread.firstIndex(of: UInt8(ascii: "\n")) {
                defer { unread = Data(unread[(end + 1)...]) }
                return String(decoding: unread[..<end], as: UTF8.self)
            }
            let more = output.availableData
            guard !more.isEmpty else { throw Failure("\(name) fell silent; \(log) may say why") }
            unread += more
        }
    }

    func tell(_ line: String) throws { try input.write(contentsOf: Data((line + "\n").utf8)) }

    /// Waits for its end.
    /// - Parameter codes: how it may end.
    func finish(codes: Set<Int32> = [0]) throws -> Ending {
        try input.close()
        let rest = try output.readToEnd() ?? Data()
        var (status, usage) = (Int32(0), rusage())
        wait4(process, &status, 0, &usage)
        isFinished = true
        let wall = Clocks.now - start
        let code = status & 0x7F == 0 ? status >> 8 : 128 + status & 0x7F
        guard codes.contains(code) else { throw Failure("\(name) ended with \(code); \(log) may say why") }
        return Ending(
            said: String(decoding: unread + rest, as: UTF8.self), wall: wall,
            cpu: usage.ru_utime.seconds + usage.ru_stime.seconds)
    }

    /// Asks it to end, and waits.
    func stop() throws {
        kill(process, SIGTERM)
        _ = try finish(codes: [0, 128 + SIGTERM])
    }
}

extension timeval {
    fileprivate var seconds: Double { Double(tv_sec) + Double(tv_usec) / 1e6 }
}
