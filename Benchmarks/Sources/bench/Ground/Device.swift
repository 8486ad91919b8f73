import Foundation

/// A replica and the programs that use it, each in a process of its own.
struct Device {
    let folder: String
    let log: String

    /// Runs the program as a person would.
    @discardableResult
    func fieldnotes(_ words: String...) throws -> Child.Ending {
        try Child.run(Programs.client, ["-C", folder] + words, log: log)
    }

    /// Begins one of the player's deeds.
    func begin(_ words: [String]) throws -> Child {
        try Child(Programs.own, ["play", folder] + words, log: log)
    }

    /// Does one of the player's deeds, and returns its figures.
    @discardableResult
    func play(_ words: String...) throws -> Played {
        try Played(begin(words).finish().said)
    }

    /// Takes notes in, without a network.
    func take(_ file: String) throws { try fieldnotes("import", file, "-y", "-q") }

    func remove() throws { try FileManager.default.removeItem(atPath: folder) }
}
