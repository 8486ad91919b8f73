import ArgumentParser
import Notebook
import ReformNotes
import SyncModel

/// Settles what people wrote apart: by a choice that is given, in an editor, or by asking.
struct Resolve: WritingVerb {
    static let configuration = CommandConfiguration(
        commandName: "resolve", abstract: "Settle a conflict, or walk through all.",
        discussion: """
            --keep takes yours, a person's NAME, a change's name, both, or for a withdrawn note: note or withdrawn.
            Without a choice the sides are shown, and on a terminal you are asked. Ends with 3 while a conflict is open anywhere.
            """)

    @Argument(help: .note)
    var note: String?

    @Option(help: ArgumentHelp("Which side to keep.", valueName: "side"))
    var keep: String?

    @Option(help: "Settle only this field.")
    var field: String?

    @Option(
        name: [.customShort("F"), .customLong("file")], parsing: .unconditional,
        help: ArgumentHelp("Settle the body with the text of FILE; - is standard input.", valueName: "file"))
    var file: String?

    @Flag(help: "Settle the body in your editor, with the open places marked.")
    var edit = false

    @Flag(help: "Show what was there before both, too.")
    var threeWay = false

    @Option(help: ArgumentHelp("Settle the body by CMD YOURS RESULT OTHER, which writes RESULT.", valueName: "cmd"))
    var tool: String?

    @OptionGroup var rehearsal: Rehearsal
    @OptionGroup var options: Options

    private var choices: Int {
        (keep == nil ? 0 : 1) + (file == nil ? 0 : 1) + (edit ? 1 : 0) + (tool == nil ? 0 : 1)
    }

    func validate() throws {
        guard choices < 2 else { throw ValidationError("Choose one of --keep, -F, --edit and --tool.") }
        if choices > 0 && note == nil { throw ValidationError("Name the note that is to be settled so.") }
        if let field, FieldKey(field) == nil { throw ValidationError("\"\(field)\" is no field.") }
    }

    func answer(at desk: Desk) throws -> Answer {
        let notebook = try desk.notebook(for: "resolve")
        let settling = Settlement(desk: desk, notebook: notebook, layout: threeWay ? .threeWay : .sideBySide)
        guard let note else { return try SettlingRound(settling: settling).all() }
        let id = try Finder(desk: desk, notebook: notebook).note(note)
        guard let open = try notebook.open(id) else { throw WritingError.unknownNote }
        let key = field.flatMap { FieldKey($0) }
        guard open.view.conflicts.contains(where: { key == nil || $0.key == key }) else {
            throw SettlingError.notInConflict(key)
        }
        if let keep { return try settling.keep(Keep(keep), of: open, field: key) }
        if desk.isRehearsal && (edit || tool != nil) { throw Complaint.editorRehearsed }
        if edit { return try settling.edited(open) }
        if let tool { return try settling.merged(open, by: tool) }
        if let text = try GivenText(messages: [], file: file).read() { return try settling.settle(open, text) }
        return try SettlingRound(settling: settling).one(open, field: key)
    }
}
