extension JSONWriter {
    /// A change as it travels.
    public mutating func change(_ change: Change) {
        object { writer in
            writer.key("dot")
            writer.dot(change.dot)
            writer.key("stamp")
            writer.hex(change.stamp.bits)
            writer.key("record")
            writer.record(change.record)
            writer.key("author")
            writer.string(change.author)
            writer.key("device")
            writer.string(change.device)
            writer.key("context")
            writer.context(change.context)
            writer.key("assigns")
            writer.assigns(change.assigns)
        }
    }

    mutating func assigns(_ assigns: FieldMap<Assignment>) {
        object { writer in
            for (field, assignment) in assigns {
                writer.key(field.text)
                writer.array { writer in
                    writer.raw(assignment.value.json)
                    if !assignment.replaces.isEmpty { writer.dots(assignment.replaces) }
                }
            }
        }
    }

    mutating func record(_ record: RecordID) {
        array { writer in
            writer.string(record.collection)
            writer.string(record.key)
        }
    }

    mutating func dots(_ dots: [Dot]) {
        array { writer in
            for dot in dots { writer.dot(dot) }
        }
    }
}

extension JSONReader {
    public mutating func change() throws -> Change {
        var members = ChangeMembers()
        try object { reader, name in try members.read(name, &reader) }
        guard let change = members.change else { throw malformed("a change lacks a member") }
        return change
    }

    mutating func assigns() throws -> FieldMap<Assignment> {
        var assigns = FieldMap<Assignment>()
        try members { reader, name in
            let field = try reader.field(name)
            assigns[field] = try reader.assignment()
        }
        return assigns
    }

    private mutating func assignment() throws -> Assignment {
        var value: Value?
        var replaces: [Dot] = []
        var place = 0
        try array { reader in
            switch place {
            case 0: value = try reader.value()
            case 1: replaces = try reader.dots()
            default: try reader.skip()
            }
            place += 1
        }
        guard let value else { throw malformed("an assignment lacks its value") }
        return Assignment(value: value, replaces: replaces)
    }

    mutating func record() throws -> RecordID {
        var parts: [String] = []
        try array { parts.append(try $0.string()) }
        guard parts.count == 2, let record = RecordID(collection: parts[0], key: parts[1]) else {
            throw malformed("a record's collection and key are expected")
        }
        return record
    }

    /// Dots in order, each once: two orders of one set would be two hashes of one change.
    mutating func dots() throws -> [Dot] {
        var dots: [Dot] = []
        try array { reader in
            let dot = try reader.dot()
            if let last = dots.last, !(last < dot) { throw reader.malformed("dots are out of order") }
            dots.append(dot)
        }
        return dots
    }
}

/// The members of a change while its line is read, in whatever order they come.
private struct ChangeMembers {
    private var dot: Dot?
    private var stamp: Stamp?
    private var record: RecordID?
    private var author: String?
    private var device: String?
    private var context: Context?
    private var assigns: FieldMap<Assignment>?

    mutating func read(_ name: String, _ reader: inout JSONReader) throws {
        switch name {
        case "dot": dot = try reader.dot()
        case "stamp": stamp = try reader.stamp()
        case "record": record = try reader.record()
        case "author": author = try reader.string()
        case "device": device = try reader.string()
        case "context": context = try reader.context()
        case "assigns": assigns = try reader.assigns()
        default: try reader.skip()
        }
    }

    var change: Change? {
        guard let dot, let stamp, let record, let author, let device, let context, let assigns else { return nil }
        return Change(
            dot: dot, stamp: stamp, record: record, author: author, device: device, context: context, assigns: assigns)
    }
}
