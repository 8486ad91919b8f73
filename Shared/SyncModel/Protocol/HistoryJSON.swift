extension ArchivedChange {
    /// The changes of a record as they travel, before compression.
    public static func lines(_ changes: [ArchivedChange]) -> [UInt8] {
        var writer = JSONWriter()
        for archived in changes {
            writer.line("archived") { writer in
                writer.object { writer in
                    writer.key("change")
                    writer.change(archived.change)
                    writer.key("received")
                    writer.time(archived.acceptance.received)
                    writer.key("revision")
                    writer.number(archived.acceptance.revision)
                }
            }
        }
        writer.end(after: changes.count)
        return writer.bytes
    }

    /// Reads what ``lines(_:)`` wrote.
    /// - Throws: ``MalformedJSON``.
    public static func read(lines: [UInt8]) throws -> [ArchivedChange] {
        var changes: [ArchivedChange] = []
        try Lines.read(lines) { kind, reader in
            guard kind == "archived" else { throw reader.malformed("a line of an unknown kind: \(kind)") }
            changes.append(try reader.archivedChange())
        }
        return changes
    }
}

extension JSONReader {
    fileprivate mutating func archivedChange() throws -> ArchivedChange {
        var change: Change?
        var received: Int64?
        var revision: UInt64?
        try object { reader, name in
            switch name {
            case "change": change = try reader.change()
            case "received": received = try reader.time()
            case "revision": revision = try reader.count()
            default: try reader.skip()
            }
        }
        guard let change, let received, let revision else { throw malformed("a change of the past lacks a member") }
        return ArchivedChange(change: change, acceptance: Acceptance(received: received, revision: revision))
    }
}
