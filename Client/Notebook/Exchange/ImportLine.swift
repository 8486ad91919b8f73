import ReformNotes
import SyncModel

/// A line of an import: what a note is to be. What a line leaves out stays as it is, or takes its default in a new note.
struct ImportLine {
    /// Nil or `note` for a note; an export has lines of other types.
    let type: String?
    var id: NoteID?
    var item: String?
    var measure: Given<String>?
    var body: String?
    var kind: String?
    var stance: Given<String>?
    var toward: String?
    var tags: [String]?
    var refs: [String]?
    var status: String?
    var replyTo: NoteID?
    var anchor: Given<NoteAnchor>?
    var author: String?
    var created: String?
    var importedFrom: NoteOrigin?
    var withdrawn: Given<Withdrawal>?
    /// Fields that this program does not know.
    var others = FieldMap<Value>()

    /// A member that is there: null, or a value.
    enum Given<Value> {
        case null
        case value(Value)

        var value: Value? {
            if case .value(let value) = self { value } else { nil }
        }
    }

    struct Withdrawal {
        var reason: String?
    }

    /// Whether the line is about something else than a note; then nothing else of it is read.
    var isForeign: Bool { type.map { $0 != "note" } ?? false }

    /// - Throws: `MalformedJSON`, ``ImportProblem``.
    init(_ line: [UInt8]) throws {
        // The type may stand behind members that mean something else in its lines.
        type = try JSONReader.whole(line) { reader in
            var type: String?
            try reader.object { reader, name in
                if name == "type" { type = try reader.string() } else { try reader.skip() }
            }
            return type
        }
        guard !isForeign else { return }
        try JSONReader.whole(line) { reader in
            try reader.object { reader, name in try read(name, &reader) }
        }
    }

    private mutating func read(_ name: String, _ reader: inout JSONReader) throws {
        switch name {
        case "id": id = try reader.noteID()
        case "item": item = try reader.string()
        case "measure": measure = try reader.given { try $0.string() }
        case "body": body = try reader.string()
        case "kind": kind = try reader.given { try $0.string() }.value
        case "stance": stance = try reader.given { try $0.string() }
        case "toward": toward = try reader.given { try $0.string() }.value
        case "tags": tags = try reader.texts()
        case "refs": refs = try reader.texts()
        case "status": status = try reader.given { try $0.string() }.value
        default: try readRarer(name, &reader)
        }
    }

    private mutating func readRarer(_ name: String, _ reader: inout JSONReader) throws {
        switch name {
        case "replyTo": replyTo = try reader.given { try $0.noteID() }.value ?? nil
        case "anchor": anchor = try reader.given { try $0.anchor() }
        case "author": author = try reader.given { try $0.string() }.value
        case "created": created = try reader.given { try $0.string() }.value
        case "importedFrom": importedFrom = NoteOrigin(Value(unchecked: try reader.raw()))
        case "deleted": withdrawn = try reader.given { try $0.withdrawal() }
        case "other": others = try reader.fields { Value(unchecked: try $0.raw()) }
        default: try reader.skip()
        }
    }
}

/// What is wrong with a line, in whole sentences.
struct ImportProblem: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}

extension JSONReader {
    fileprivate mutating func given<Value>(
        _ read: (inout JSONReader) throws -> Value
    ) throws -> ImportLine.Given<Value> {
        try isNull() ? .null : .value(try read(&self))
    }

    fileprivate mutating func texts() throws -> [String] {
        var texts: [String] = []
        try array { texts.append(try $0.string()) }
        return texts
    }

    /// Null is no id: the note gets a new one.
    fileprivate mutating func noteID() throws -> NoteID? {
        guard case .value(let text) = try given({ try $0.string() }) else { return nil }
        guard let id = NoteID(typed: text) else {
            throw ImportProblem("“\(text)” is no id of a note: 26 characters, a UUID or 32 hexadecimal digits are.")
        }
        return id
    }

    fileprivate mutating func anchor() throws -> NoteAnchor {
        guard let anchor = NoteAnchor(Value(unchecked: try raw())) else {
            throw ImportProblem("The anchor is not one that an export writes.")
        }
        return anchor
    }

    fileprivate mutating func withdrawal() throws -> ImportLine.Withdrawal {
        var withdrawal = ImportLine.Withdrawal()
        try object { reader, name in
            if name == "reason" {
                withdrawal.reason = try reader.given { try $0.string() }.value
            } else {
                try reader.skip()
            }
        }
        return withdrawal
    }
}
