import ArgumentParser
import Notebook

/// Hides a note from everyone; it stays in the history and can be brought back.
struct WithdrawNote: WritingVerb {
    static let word = "withdraw"
    static let configuration = CommandConfiguration(
        commandName: word, abstract: "Take a note away for everyone; `restore` brings it back.",
        discussion: "If somebody edited it meanwhile, it stays visible until one of you settles it.")

    @Argument(help: .note)
    var note: String

    @Option(parsing: .unconditional, help: "Why; others see it.")
    var reason: String?

    @OptionGroup var rehearsal: Rehearsal
    @OptionGroup var options: Options

    func answer(at desk: Desk) throws -> Answer {
        let finder = Finder(desk: desk, notebook: try desk.notebook(for: WithdrawNote.word))
        let saved = try finder.notebook.withdraw(try finder.note(note), reason: reason)
        return try Deed.withdrawn.answer(saved, in: finder.notebook)
    }
}
