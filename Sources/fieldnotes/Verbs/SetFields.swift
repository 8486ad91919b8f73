import ArgumentParser
import Notebook
import ReformNotes

/// Sets fields of a note.
struct SetFields: WritingVerb {
    static let word = "set"
    static let keys = NoteSetting.keys + ["measure"]
    static let configuration = CommandConfiguration(
        commandName: word, abstract: "Set fields of a note: kind, stance, toward, status, item or measure.",
        discussion: "FIELD=VALUE each, as in stance=support toward=recommendation; stance=none takes a stance back.")

    @Argument(help: .note)
    var note: String

    @Argument(help: ArgumentHelp("What to set.", valueName: "field=value"))
    var settings: [String]

    @OptionGroup var rehearsal: Rehearsal
    @OptionGroup var options: Options

    func validate() throws {
        for setting in settings {
            try SetFields.check(setting, "kind", NoteKind.self)
            try SetFields.check(setting, "status", NoteStatus.self)
            try SetFields.check(setting, "stance", NoteStance.View.self, orNone: true)
        }
    }

    func answer(at desk: Desk) throws -> Answer {
        let finder = Finder(desk: desk, notebook: try desk.notebook(for: SetFields.word))
        let id = try finder.note(note)
        guard let view = try finder.notebook.note(id) else { throw WritingError.unknownNote }
        let settings = try SetFields.joined(settings, item: view.note.target.item).map {
            try NoteSetting($0, in: finder.notebook.catalogue)
        }
        let saved = try finder.notebook.set(id, settings)
        return try Deed.changed.answer(saved, in: finder.notebook)
    }

    /// The settings with `item` and `measure` as the one that they are; `item` is what the note is about now.
    static func joined(_ settings: [String], item: String) -> [String] {
        guard let measure = value(of: "measure", in: settings) else { return settings }
        let item = value(of: "item", in: settings) ?? item
        let part = ["", "none"].contains(measure) ? "" : "/\(measure)"
        return settings.filter { !$0.hasPrefix("measure=") && !$0.hasPrefix("item=") } + ["item=\(item)\(part)"]
    }

    private static func value(of key: String, in settings: [String]) -> String? {
        settings.last { $0.hasPrefix("\(key)=") }.map { String($0.dropFirst(key.count + 1)) }
    }

    private static func check<Word: NoteWord>(
        _ setting: String, _ key: String, _ words: Word.Type, orNone: Bool = false
    ) throws {
        guard let text = value(of: key, in: [setting]), !Word(rawValue: text).isKnown else { return }
        if orNone && ["", "none"].contains(text) { return }
        let known = Word.known.map(\.rawValue) + (orNone ? ["none"] : [])
        throw ValidationError("\"\(text)\" is no \(key) of a note; choose one of \(known.joined(separator: ", ")).")
    }
}
