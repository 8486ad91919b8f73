import ArgumentParser
import Notebook
import ReformNotes

/// Answers a note with another about the same item.
struct ReplyToNote: WritingVerb {
    static let word = "reply"
    static let configuration = CommandConfiguration(commandName: word, abstract: "Answer a note with one of your own.")

    @Argument(help: .note)
    var note: String
    @OptionGroup var text: TextOptions
    @OptionGroup var details: NoteOptions
    @OptionGroup var rehearsal: Rehearsal
    @OptionGroup var options: Options

    func answer(at desk: Desk) throws -> Answer {
        let finder = Finder(desk: desk, notebook: try desk.notebook(for: ReplyToNote.word, toKeep: text))
        let id = try finder.note(note)
        guard let answered = try finder.notebook.note(id) else { throw WritingError.unknownNote }
        var reply = details.note(about: answered.note.target)
        guard let body = try text.given() else { return try compose(reply, to: id, desk, finder) }
        reply.body = body
        let saved = try desk.saving(body) { try finder.notebook.reply(to: id, reply) }
        return try Deed.added.answer(saved, in: finder.notebook)
    }

    private func compose(_ reply: Note, to id: NoteID, _ desk: Desk, _ finder: Finder) throws -> Answer {
        let name = try finder.notebook.shortName(of: id)
        let composition = Composition(
            desk: desk, finder: finder, name: "reply-\(id)", again: "fieldnotes reply \(name)")
        let outcome = try composition.write(NotePage(reply, withItem: false)) { _, edit in
            var written = reply
            try edit.apply(to: &written, finder)
            return try finder.notebook.reply(to: id, written)
        }
        return try Deed.added.answer(outcome, in: finder.notebook)
    }
}
