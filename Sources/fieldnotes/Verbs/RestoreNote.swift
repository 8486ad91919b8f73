import ArgumentParser
import Notebook

/// Brings a withdrawn note back.
struct RestoreNote: WritingVerb {
    static let word = "restore"
    static let configuration = CommandConfiguration(commandName: word, abstract: "Bring a withdrawn note back.")

    @Argument(help: .note)
    var note: String

    @OptionGroup var rehearsal: Rehearsal
    @OptionGroup var options: Options

    func answer(at desk: Desk) throws -> Answer {
        let finder = Finder(desk: desk, notebook: try desk.notebook(for: RestoreNote.word))
        let saved = try finder.notebook.restore(try finder.note(note))
        return try Deed.restored.answer(saved, in: finder.notebook)
    }
}
