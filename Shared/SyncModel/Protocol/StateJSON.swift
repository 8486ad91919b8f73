extension RecordState {
    /// The state as it travels and as it is stored: each change is named once, and values point to it by place.
    public var json: [UInt8] {
        var writer = JSONWriter()
        writer.state(self)
        return writer.bytes
    }

    /// Reads what ``json`` wrote.
    /// - Throws: ``MalformedJSON``.
    public init(json: [UInt8]) throws {
        self = try JSONReader.whole(json) { try $0.state() }
    }
}

extension JSONWriter {
    mutating func state(_ state: RecordState) {
        object { writer in
            writer.key("context")
            writer.context(state.context)
            writer.key("origins")
            writer.array { writer in
                for origin in state.origins { writer.origin(origin) }
            }
            writer.key("fields")
            writer.siblings(state)
            let replaced = state.replaced
            if !replaced.isEmpty {
                writer.key("replaced")
                writer.replaced(replaced)
            }
        }
    }

    private mutating func origin(_ origin: Origin) {
        array { writer in
            writer.dot(origin.dot)
            writer.hex(origin.stamp.bits)
            writer.string(origin.author)
            writer.string(origin.device)
            guard let acceptance = origin.acceptance else { return }
            writer.time(acceptance.received)
            writer.number(acceptance.revision)
        }
    }

    private mutating func siblings(_ state: RecordState) {
        object { writer in
            for (field, register) in state.registers {
                writer.key(field.text)
                writer.array { writer in
                    for entry in register.siblings { writer.sibling(entry, state) }
                }
            }
        }
    }

    private mutating func sibling(_ entry: Register.Entry, _ state: RecordState) {
        guard let value = entry.value, let place = state.origins.firstIndex(where: { $0.dot == entry.dot }) else {
            preconditionFailure("a value points to a change that the state does not name")
        }
        array { writer in
            writer.number(place)
            writer.raw(value.json)
            if !entry.replaces.isEmpty { writer.dots(entry.replaces) }
        }
    }
}

extension RecordState {
    /// What was replaced and is kept, by field.
    fileprivate var replaced: FieldMap<[Register.Entry]> {
        FieldMap(registers.compactMap { $0.content.replaced.isEmpty ? nil : ($0.key, $0.content.replaced) })
    }
}

extension JSONReader {
    /// A state with the bytes that say it, for whoever keeps it: those need not be written once more.
    mutating func writtenState() throws -> (state: RecordState, written: [UInt8]) {
        skipSpace()
        let start = place
        let state = try state()
        return (state, Array(bytes[start..<place]))
    }

    mutating func state() throws -> RecordState {
        var state = RecordState()
        var fields = FieldMap<[PlacedEntry]>()
        var replaced = FieldMap<[Register.Entry]>()
        try object { reader, name in
            switch name {
            case "context": state.context = try reader.context()
            case "origins": try reader.array { state.origins.append(try $0.origin()) }
            case "fields": fields = try reader.fieldMap { try $0.placedEntry() }
            case "replaced": replaced = try reader.replaced()
            default: try reader.skip()
            }
        }
        for (earlier, later) in zip(state.origins, state.origins.dropFirst()) where !(earlier.dot < later.dot) {
            throw malformed("origins are out of order")
        }
        guard replaced.allSatisfy({ fields[$0.key] != nil }) else { throw malformed("a field holds no value") }
        state.registers = try fields.mapContents { field, placed in
            let register = Register(
                siblings: try placed.map { try entry($0, state.origins) }, replaced: replaced[field] ?? [])
            try check(register, state.context)
            return register
        }
        return state
    }

    /// A value whose change is named by its place among the origins.
    private typealias PlacedEntry = (place: UInt64, value: Value, replaces: [Dot])

    private func entry(_ placed: PlacedEntry, _ origins: [Origin]) throws -> Register.Entry {
        guard placed.place < UInt64(origins.count) else { throw malformed("a value points past the origins") }
        return Register.Entry(dot: origins[Int(placed.place)].dot, value: placed.value, replaces: placed.replaces)
    }

    /// A register as every state holds it: something alive, in order, each dot once and within the context.
    private func check(_ register: Register, _ context: Context) throws {
        guard !register.siblings.isEmpty else { throw malformed("a field holds no value") }
        for entries in [register.siblings, register.replaced] where entries.count > 1 {
            for (earlier, later) in zip(entries, entries.dropFirst()) where !(earlier.dot < later.dot) {
                throw malformed("values are out of order")
            }
        }
        let isTwice = register.replaced.contains { old in register.siblings.contains { $0.dot == old.dot } }
        guard !isTwice else { throw malformed("a value stands twice") }
        guard register.siblings.allSatisfy({ context.covers($0.dot) }),
            register.replaced.allSatisfy({ context.covers($0.dot) })
        else { throw malformed("a value is not in the context") }
    }

    private mutating func placedEntry() throws -> PlacedEntry {
        var place: UInt64?
        var value: Value?
        var replaces: [Dot] = []
        var member = 0
        try array { reader in
            switch member {
            case 0: place = try reader.count()
            case 1: value = try reader.value()
            case 2: replaces = try reader.dots()
            default: try reader.skip()
            }
            member += 1
        }
        guard let place, let value else { throw malformed("a value lacks its change or itself") }
        return (place, value, replaces)
    }

    private mutating func origin() throws -> Origin {
        var texts: [String] = []
        var dot: Dot?
        var stamp: Stamp?
        var received: Int64?
        var revision: UInt64 = 0
        var member = 0
        try array { reader in
            switch member {
            case 0: dot = try reader.dot()
            case 1: stamp = try reader.stamp()
            case 2, 3: texts.append(try reader.string())
            case 4: received = try reader.time()
            case 5: revision = try reader.count()
            default: try reader.skip()
            }
            member += 1
        }
        guard let dot, let stamp, texts.count == 2 else { throw malformed("an origin lacks a member") }
        let acceptance = received.map { Acceptance(received: $0, revision: revision) }
        return Origin(dot: dot, stamp: stamp, author: texts[0], device: texts[1], acceptance: acceptance)
    }
}
