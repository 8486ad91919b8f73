import Foundation

/// What came of a program's run.
struct Run: CustomStringConvertible {
    let words: [String]
    /// As a shell tells it: a program that a signal ended has 128 and the signal's number.
    let code: Int32
    let output: [UInt8]
    let errors: [UInt8]

    var said: String { String(decoding: output, as: UTF8.self) }
    var complained: String { String(decoding: errors, as: UTF8.self) }
    var wasKilled: Bool { code == 128 + SIGKILL }

    /// What it answered under `--json`, the envelope included.
    func envelope() throws -> JSONValue { try JSONValue(output) }

    /// The words after each "Saved", which are the names of notes that the program vouched for.
    var saved: [String] {
        said.split(separator: "\n").compactMap { line in
            let words = line.split(separator: " ")
            return words.first == "Saved" && words.count > 1 && line.hasSuffix(".") ? String(words[1]) : nil
        }
    }

    var description: String {
        """
        $ \(words.joined(separator: " "))    # exit \(code)
        \(said.prefix(2_000))\(complained.prefix(2_000))
        """
    }
}
