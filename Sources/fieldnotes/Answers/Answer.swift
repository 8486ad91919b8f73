import ReformNotes

/// What came of a verb, in every form in which it may be wanted. A verb makes one and prints nothing itself.
struct Answer {
    /// The name in `fieldnotes.NAME/1`.
    let schema: String
    let data: JSON
    /// For people: lines that fit the given number of columns; nil, where nothing needs to fit.
    let lines: (_ columns: Int?) -> [Line]
    /// For `--plain`: rows of cells, whole; nil where the lines are plain enough.
    var rows: [[String]]?
    /// Whether the verb wrote it out already, line by line, for it may be longer than memory should hold.
    var isDelivered = false
    /// Whether it only reports a deed, which `-q` leaves out.
    var isReport = false
    /// Whether it tells what would be done, and nothing was.
    var isRehearsal = false
    /// The one note it is about, which `@last` means from then on.
    var subject: NoteID?
    /// The notes that it lists, which `@1`, `@2` and so on mean from then on; nil where it is no list of notes.
    var listed: [NoteID]?
    /// Also told on standard error: each is a complaint that did not stop the work.
    var warnings: [Complaint] = []
    var exit = Exit.done

    /// A list or a record that was asked for.
    init(_ schema: String, _ data: JSON, rows: [[String]]? = nil, lines: @escaping (_ columns: Int?) -> [Line]) {
        self.schema = schema
        self.data = data
        self.rows = rows
        self.lines = lines
    }

    /// A deed, told in a few lines.
    static func report(_ schema: String, _ data: JSON, _ lines: [Line]) -> Answer {
        var answer = Answer(schema, data) { columns in lines.flatMap { $0.wrapped(to: columns) } }
        answer.isReport = true
        return answer
    }

    /// The end of a verb that wrote its answer to the desk's `out` itself.
    static func delivered(_ exit: Exit = .done) -> Answer {
        var answer = Answer("", nil) { _ in [] }
        answer.isDelivered = true
        answer.exit = exit
        return answer
    }

    /// The whole answer as JSON; of the data only `fields`, if any are named.
    func envelope(fields: [String]) throws -> JSON {
        let members: [(String, JSON)] = [
            ("schema", .text("fieldnotes.\(schema)/1")),
            ("data", try FieldSelection(fields).applied(to: data)),
            ("warnings", .list(warnings.map { ["code": .text($0.code), "message": .text($0.message)] })),
        ]
        return .object(members + (isRehearsal ? [("dryRun", true)] : []))
    }

    /// The rows with a tab between cells. A break or a tab inside a cell is written as `\n` or `\t`, so that a line stays a row.
    var plainBytes: [UInt8] {
        guard let rows else { return Output.bytes(of: lines(nil), inColour: false) }
        return rows.flatMap { cells in Array((cells.map(Answer.plainCell).joined(separator: "\t") + "\n").utf8) }
    }

    private static func plainCell(_ text: String) -> String {
        Inert.line(text.replacing("\\", with: "\\\\").replacing("\n", with: "\\n").replacing("\t", with: "\\t"))
    }
}
