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

    /// Has a seed played; nil where the process ended over it.
    func play(_ seed: UInt64) -> Run? {
        do {
            try questions.fileHandleForWriting.write(contentsOf: Data("\(seed)\n".utf8))
        } catch {
            return nil
        }
        var line = Data()
        while line.last != UInt8(ascii: "\n") {
            let more = answers.fileHandleForReading.availableData
            if more.isEmpty { return nil }
            line += more
        }
        return try? JSONDecoder().decode(Run.self, from: line)
    }

    /// What such a process does.
    static func serve(steps: Int) throws {
        while let line = readLine() {
            guard let seed = UInt64(line) else { return }
            let run = Run.playing(seed: seed, steps: steps)
            try FileHandle.standardOutput.write(contentsOf: JSONEncoder().encode(run) + Data("\n".utf8))
        }
    }
}
