import Foundation
import Synchronization

#if canImport(Glibc)
    import Glibc
#endif

/// A process of its own that plays the seeds it is asked for, one a line, so that a program which ends itself takes no other
/// seed along.
final class Player {
    private let process = Process()
    private let questions = Pipe()
    private let answers = Pipe()

    /// How long a seed may take, in milliseconds: some thousand times what it takes, for others may need the machine.
    private static let patience: Int32 = 600_000

    init(steps: Int) throws {
        // That a player has ended comes back as an error of the next question; the signal would end whoever asks as well.
        signal(SIGPIPE, SIG_IGN)
        process.executableURL = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
        process.arguments = ["--player", "--steps", String(steps)]
        process.standardInput = questions
        process.standardOutput = answers
        try process.run()
    }

    deinit {
        // A closed pipe would not do: other players may have inherited its end.
        try? questions.fileHandleForWriting.write(contentsOf: Data("enough\n".utf8))
        process.waitUntilExit()
    }

    /// Has a seed played; nil where the process ended over it, or did not come to an end.
    func play(_ seed: UInt64) -> Run? {
        do {
            try questions.fileHandleForWriting.write(contentsOf: Data("\(seed)\n".utf8))
        } catch {
            return nil
        }
        var line = Data()
        while line.last != UInt8(ascii: "\n") {
            guard isAnswered else {
                kill(process.processIdentifier, SIGKILL)
                return nil
            }
            let more = answers.fileHandleForReading.availableData
            if more.isEmpty { return nil }
            line += more
        }
        return try? JSONDecoder().decode(Run.self, from: line)
    }

    private var isAnswered: Bool {
        var waiting = pollfd(fd: answers.fileHandleForReading.fileDescriptor, events: Int16(POLLIN), revents: 0)
        var count: Int32
        // A signal may interrupt the wait without ending it.
        repeat { count = poll(&waiting, 1, Player.patience) } while count < 0 && errno == EINTR
        return count > 0
    }

    /// What such a process does.
    static func serve(steps: Int) throws {
        while let line = readLine() {
            guard let seed = UInt64(line) else { return }
            let run = Run.playing(Scenario(seed: seed, steps: steps)).run
            try FileHandle.standardOutput.write(contentsOf: JSONEncoder().encode(run) + Data("\n".utf8))
        }
    }
}
