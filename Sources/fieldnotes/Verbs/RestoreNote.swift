import ArgumentParser
import Notebook

/// Brings a withdrawn note back.
struct RestoreNote: Verb {
    static let word = "restore"
    static let configuration = CommandConfiguration(commandName: word, abstract: "Bring a withdrawn note back.")

    @Argument(help: "The note by the beginning of its name.")
    var note: String

    @OptionGroup var options: Options

    func answer(at desk: Desk) throws -> Answer {
        let finder = Finder(desk: desk, notebook: try desk.notebook(for: RestoreNote.word))
        let saved = try finder.notebook.restore(try finder.note(note))
        return try Deed.restored.answer(saved, in: finder.notebook)
    }
}
