import ArgumentParser
import Notebook

/// Puts tags on a note and takes others off.
struct TagNote: WritingVerb {
    static let word = "tag"
    static let configuration = CommandConfiguration(
        commandName: word, abstract: "Put tags on a note (+word) and take others off (-word).")

    @Argument(help: .note)
    var note: String

    @Argument(help: ArgumentHelp("+word puts a tag on, -word takes it off.", valueName: "+word"))
    var signed: [String] = []

    // WordOrder turns -word into this, which the parser would take for an option.
    @Option(name: .customLong("take-off"), parsing: .unconditionalSingleValue, help: .hidden)
    var removed: [String] = []

    @OptionGroup var rehearsal: Rehearsal
    @OptionGroup var options: Options

    func validate() throws {
        if signed.isEmpty && removed.isEmpty { throw ValidationError("Say which tags: +word or -word.") }
        for word in signed where !(word.hasPrefix("+") || word.hasPrefix("-")) || word.count < 2 {
            throw ValidationError("Write +\(word) to put the tag on, or -\(word) to take it off.")
        }
        if let both = added.first(where: takenOff.contains) {
            throw ValidationError("\"\(both)\" cannot be put on and taken off at once.")
        }
    }

    func answer(at desk: Desk) throws -> Answer {
        let finder = Finder(desk: desk, notebook: try desk.notebook(for: TagNote.word))
        let saved = try finder.notebook.tag(try finder.note(note), add: added, remove: takenOff)
        return try Deed.changed.answer(saved, in: finder.notebook)
    }

    private var added: [String] { tags(after: "+") }
    private var takenOff: [String] { removed.map { $0.lowercased() } + tags(after: "-") }

    private func tags(after sign: String) -> [String] {
        signed.filter { $0.hasPrefix(sign) }.map { $0.dropFirst().lowercased() }
    }
}
