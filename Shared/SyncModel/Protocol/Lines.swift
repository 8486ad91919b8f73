/// A message as lines of JSON: an envelope, a line for each thing it carries, and a closing line without which it was cut.
enum Lines {
    /// Calls `line` with each line and its kind, the name of its only member; checks that the closing line is there, is last,
    /// and counts right.
    static func read(
        _ bytes: [UInt8], line: (_ kind: String, _ reader: inout JSONReader) throws -> Void
    ) throws {
        var count: UInt64 = 0
        var isClosed = false
        try bytes.withUnsafeBufferPointer { bytes in
            var place = 0
            while place < bytes.count {
                guard !isClosed else { throw MalformedJSON(what: "something follows the closing line", place: place) }
                try JSONReader.line(bytes, at: &place) { reader in
                    var members = 0
                    try reader.object { reader, kind in
                        members += 1
                        guard members == 1 else { throw reader.malformed("a line has one member") }
                        if kind == "end" {
                            isClosed = true
                            guard try reader.count() == count else { throw reader.malformed("lines are missing") }
                        } else {
                            try line(kind, &reader)
                        }
                    }
                    guard members == 1 else { throw reader.malformed("a line is empty") }
                }
                count += 1
            }
        }
        guard isClosed else { throw MalformedJSON(what: "the closing line is missing", place: bytes.count) }
    }
}

extension JSONWriter {
    /// A line whose only member is `kind`.
    mutating func line(_ kind: String, _ value: (inout JSONWriter) -> Void) {
        object { writer in
            writer.key(kind)
            value(&writer)
        }
        endLine()
    }

    /// The closing line after `count` lines.
    mutating func end(after count: Int) {
        line("end") { $0.number(count) }
    }
}
