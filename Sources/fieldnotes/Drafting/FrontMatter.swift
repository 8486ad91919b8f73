/// A note as it stands in an editor: its fields between two lines of dashes, then its body.
///
///     ---
///     item: independent-reviewing-officers
///     # experience, critique, evidence, proposal, question or summary
///     kind: experience
///     ---
///     Chaired 14 reviews this month.
struct FrontMatter: Equatable {
    struct Field: Equatable {
        let name: String
        var value: String
        /// What may stand there; a line of help that is not read back.
        var hint: String?
    }

    /// Why a text cannot be read, and where.
    struct Unclear: Error, Equatable {
        let line: Int
        let problem: String
    }

    var fields: [Field]
    var body: String

    private static let rule = "---"

    init(fields: [Field], body: String) {
        self.fields = fields
        self.body = body
    }

    /// The value of a field, without the spaces around it; nil if it is not there or empty.
    subscript(name: String) -> String? {
        fields.first { $0.name == name }.flatMap { $0.value.isEmpty ? nil : $0.value }
    }

    /// The text for the editor. It ends with a line break, as editors want it, which is not part of the body.
    var text: String {
        let lines = fields.flatMap { field in
            (field.hint.map { ["# \($0)"] } ?? []) + [
                field.value.isEmpty ? "\(field.name):" : "\(field.name): \(field.value)"
            ]
        }
        return ([FrontMatter.rule] + lines + [FrontMatter.rule, body]).joined(separator: "\n") + "\n"
    }

    /// Reads what the editor left. A text without fields is all body; a field that is not among `known` is an error, for
    /// somebody meant something by it. Throws `Unclear`.
    init(text: String, known: [String]) throws {
        let text = text.replacing("\r\n", with: "\n")
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        // One break at the end belongs to the file.
        if lines.last == "" { lines.removeLast() }
        guard lines.first.map(FrontMatter.isRule) ?? false else {
            self.init(fields: [], body: lines.joined(separator: "\n"))
            return
        }
        guard let end = lines.indices.dropFirst().first(where: { FrontMatter.isRule(lines[$0]) }) else {
            throw Unclear(line: 1, problem: "the fields begin here, but no second line of --- ends them")
        }
        self.init(
            fields: try FrontMatter.fields(lines[1..<end], known: known),
            body: lines[(end + 1)...].joined(separator: "\n"))
    }

    private static func fields(_ lines: ArraySlice<Substring>, known: [String]) throws -> [Field] {
        var fields: [Field] = []
        for place in lines.indices {
            guard let field = try field(lines[place], line: place + 1, known: known) else { continue }
            guard !fields.contains(where: { $0.name == field.name }) else {
                throw Unclear(line: place + 1, problem: "\(field.name) is given twice")
            }
            fields.append(field)
        }
        return fields
    }

    private static func field(_ line: Substring, line number: Int, known: [String]) throws -> Field? {
        let content = trimmed(line)
        if content.isEmpty || content.hasPrefix("#") { return nil }
        guard let colon = content.firstIndex(of: ":") else {
            throw Unclear(line: number, problem: "\"\(content)\" is no field; write NAME: VALUE")
        }
        let name = trimmed(content[..<colon]).lowercased()
        guard known.contains(name) else {
            throw Unclear(
                line: number, problem: "there is no field \"\(name)\"; known are \(known.joined(separator: ", "))")
        }
        return Field(name: name, value: trimmed(content[content.index(after: colon)...]))
    }

    private static func isRule(_ line: Substring) -> Bool { trimmed(line) == rule }

    private static func trimmed(_ text: some StringProtocol) -> String {
        String(text.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }
}
