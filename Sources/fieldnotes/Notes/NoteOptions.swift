import ArgumentParser
import ReformNotes

/// What a note is besides its text, as options.
struct NoteOptions: ParsableArguments {
    @Option(help: "experience, critique, evidence, proposal, question or summary.")
    var kind: String?

    @Option(help: "support, oppose, mixed or neutral.")
    var stance: String?

    @Option(help: "What the stance is toward: decision, recommendation or a part of the item.")
    var toward: String?

    @Option(name: .customLong("tag"), help: ArgumentHelp("A word to find it by; may be repeated.", valueName: "word"))
    var tags: [String] = []

    @Option(
        name: .customLong("ref"), parsing: .unconditionalSingleValue,
        help: ArgumentHelp("A note, an item, an address or a citation; may be repeated.", valueName: "reference"))
    var refs: [String] = []

    @Flag(help: "The note is finished, not a draft.")
    var ready = false

    func validate() throws {
        try NoteOptions.check(kind, "kind", NoteKind.self)
        try NoteOptions.check(stance, "stance", NoteStance.View.self)
        if toward != nil && stance == nil { throw ValidationError("Say with --stance what is felt toward it.") }
    }

    /// The note that these options describe, without its text.
    func note(about target: NoteTarget) -> Note {
        var note = Note(about: target, body: "", author: "", created: "", tags: tags.map { $0.lowercased() }, refs: refs)
        if let kind { note.kind = NoteKind(rawValue: kind) }
        if let stance {
            note.stance = NoteStance(NoteStance.View(rawValue: stance), toward: toward ?? NoteStance.decision)
        }
        if ready { note.status = .ready }
        return note
    }

    private static func check<Word: NoteWord>(_ text: String?, _ option: String, _ words: Word.Type) throws {
        guard let text, !Word(rawValue: text).isKnown else { return }
        let known = Word.known.map(\.rawValue).joined(separator: ", ")
        throw ValidationError("\"\(text)\" is no \(option) of a note; choose one of \(known).")
    }
}
