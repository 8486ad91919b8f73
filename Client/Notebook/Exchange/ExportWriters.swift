import Crypto
import ReformNotes
import SyncModel

/// Takes bytes as they come.
public typealias Output = ([UInt8]) throws -> Void

/// Lines of an export, counted and hashed, so that whoever gets the file can tell that it is whole.
struct CountedLines {
    private let out: Output
    private var count = 0
    private var hash = SHA256()

    init(_ out: @escaping Output) {
        self.out = out
    }

    mutating func write(_ line: (inout JSONWriter) -> Void) throws {
        var writer = JSONWriter()
        line(&writer)
        try write(bytes: writer.bytes)
    }

    mutating func write(bytes line: [UInt8]) throws {
        let bytes = VisibleJSON.escaped(line) + [UInt8(ascii: "\n")]
        hash.update(data: bytes)
        count += 1
        try out(bytes)
    }

    /// The last line: how many came before it, and the SHA-256 of their bytes.
    mutating func close() throws {
        let sum = Hex.text(of: Array(hash.finalize()))
        let before = count
        try write { writer in
            writer.object { writer in
                writer.member("type", "footer")
                writer.key("count")
                writer.number(before)
                writer.member("sha256", sum)
            }
        }
    }
}

/// Values of JSON lists, with a comma between two.
struct ListedValues {
    private let out: Output
    private var isFirst = true

    init(_ out: @escaping Output) {
        self.out = out
    }

    /// Writes what stands before the next list.
    mutating func open(_ text: String) throws {
        isFirst = true
        try out(Array(text.utf8))
    }

    mutating func write(_ value: (inout JSONWriter) -> Void) throws {
        var writer = JSONWriter()
        value(&writer)
        try write(bytes: writer.bytes)
    }

    mutating func write(bytes value: [UInt8]) throws {
        try out((isFirst ? [] : [UInt8(ascii: ",")]) + VisibleJSON.escaped(value))
        isFirst = false
    }
}

extension JSONWriter {
    /// A change of a note.
    mutating func exported(_ revision: Revision, of id: NoteID, type: String? = "revision") {
        object { writer in
            if let type { writer.member("type", type) }
            writer.member("note", id.description)
            writer.member("rev", revision.name)
            writer.member("dot", revision.dot?.description)
            writer.member("stamp", revision.stamp.description)
            writer.member("author", revision.author)
            writer.member("device", revision.device)
            writer.time("at", revision.at)
            writer.member("received", revision.received.map { UTCTime(milliseconds: $0).description })
            writer.key("assigns")
            writer.fields(revision.assigns) { writer, assignment in
                writer.object { writer in
                    writer.key("value")
                    writer.raw(assignment.value.json)
                    writer.texts("replaces", assignment.replaces.filter { !$0.isUnsent }.map(\.description))
                }
            }
        }
    }
}
