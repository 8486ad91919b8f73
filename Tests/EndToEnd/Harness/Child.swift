import Foundation

/// A program under way. It is the head of a process group of its own, so that nothing it started outlives it.
final class Child {
    struct Overdue: Error {
        let run: Run
    }

    struct NotStarted: Error {
        let path: String
        let reason: String
    }

    let words: [String]
    let pid: pid_t
    private let output: Int32
    private let errors: Int32
    private var ending: Int32?

    /// What a program says goes into nameless files, so that a full pipe never holds it up.
    ///
    /// - Parameter words: bytes, for not everything that can be typed is text.
    init(
        _ path: String, _ words: [[UInt8]], environment: [String: String], input: [UInt8] = []
    ) throws {
        self.words = [path] + words.map { String(decoding: $0, as: UTF8.self) }
        output = try Child.nameless()
        errors = try Child.nameless()
        let input = try Child.nameless(holding: input)
        defer { close(input) }
        pid = try Child.spawn([Array(path.utf8)] + words, environment, descriptors: [input, output, errors])
    }

    deinit {
        if isRunning {
            signal(SIGKILL)
            _ = wait(seconds: 10)
        }
        close(output)
        close(errors)
    }

    var isRunning: Bool {
        guard ending == nil else { return false }
        var status: Int32 = 0
        guard waitpid(pid, &status, WNOHANG) == pid else { return true }
        ending = status & 0x7f == 0 ? (status >> 8) & 0xff : 128 + status & 0x7f
        return false
    }

    func signal(_ signal: Int32) {
        if isRunning { kill(-pid, signal) }
    }

    /// What it has said by now.
    var said: [UInt8] { Child.content(of: output) }
    var complained: [UInt8] { Child.content(of: errors) }

    /// Waits for its end. A program that does not end in time is killed, and `Overdue` thrown.
    func finish(within seconds: Double = 60) throws -> Run {
        let isInTime = wait(seconds: seconds)
        if !isInTime {
            signal(SIGKILL)
            _ = wait(seconds: 10)
        }
        let run = Run(words: words, code: ending ?? -1, output: said, errors: complained)
        guard isInTime else { throw Overdue(run: run) }
        return run
    }

    /// Whether it ended within `seconds`.
    private func wait(seconds: Double) -> Bool { Child.await(seconds: seconds) { !self.isRunning } }

    /// Whether `condition` came to hold within `seconds`. It is asked often and at no cost to speak of.
    static func await(seconds: Double, _ condition: () throws -> Bool) rethrows -> Bool {
        let clock = ContinuousClock()
        let end = clock.now + .seconds(seconds)
        while try !condition() {
            guard clock.now < end else { return false }
            usleep(1_000)
        }
        return true
    }
}

extension Child {
    private static func nameless(holding bytes: [UInt8] = []) throws -> Int32 {
        let path = FileManager.default.temporaryDirectory.appending(path: "fieldnotes-\(UUID().uuidString)").path
        let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw NotStarted(path: path, reason: String(cString: strerror(errno))) }
        unlink(path)
        try FileHandle(fileDescriptor: descriptor).write(contentsOf: Data(bytes))
        lseek(descriptor, 0, SEEK_SET)
        return descriptor
    }

    private static func content(of descriptor: Int32) -> [UInt8] {
        var facts = stat()
        guard fstat(descriptor, &facts) == 0 else { return [] }
        return [UInt8](unsafeUninitializedCapacity: Int(facts.st_size)) { buffer, count in
            // The program writes at the shared offset, which a read at a given place leaves alone.
            count = max(0, pread(descriptor, buffer.baseAddress, buffer.count, 0))
        }
    }

    private static func spawn(
        _ words: [[UInt8]], _ environment: [String: String], descriptors: [Int32]
    ) throws -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for (place, descriptor) in descriptors.enumerated() {
            posix_spawn_file_actions_adddup2(&actions, descriptor, Int32(place))
        }
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP))
        let variables = environment.map { Array("\($0.key)=\($0.value)".utf8) }
        var pid: pid_t = 0
        let path = String(decoding: words[0], as: UTF8.self)
        let failure = withPointers(to: words) { words in
            withPointers(to: variables) { posix_spawn(&pid, path, &actions, &attributes, words, $0) }
        }
        guard failure == 0 else { throw NotStarted(path: path, reason: String(cString: strerror(failure))) }
        return pid
    }

    /// C's form of a list of texts: pointers, with null at the end.
    private static func withPointers<Result>(
        to texts: [[UInt8]], _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>) -> Result
    ) -> Result {
        let copies = texts.map { text in strdup(text.map(CChar.init(bitPattern:)) + [0]) } + [nil]
        defer { copies.forEach { free($0) } }
        return copies.withUnsafeBufferPointer { pointers in
            guard let first = pointers.baseAddress else { preconditionFailure("the list holds at least its end") }
            return body(first)
        }
    }
}
