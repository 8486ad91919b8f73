import Foundation

/// A device's clock, right or wrong; a wrong one is Debian's `faketime` around the program.
enum Clock {
    case right
    /// As faketime takes it: `+3650d`.
    case off(String)

    /// The program and its words, with the clock set.
    func setting(_ program: String, _ words: [[UInt8]]) -> (path: String, words: [[UInt8]]) {
        switch self {
        case .right: (program, words)
        case .off(let offset): ("/usr/bin/faketime", ["-f", offset, program].map { Array($0.utf8) } + words)
        }
    }

    static var canBeWrong: Bool { FileManager.default.isExecutableFile(atPath: "/usr/bin/faketime") }
}
