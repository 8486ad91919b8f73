extension JSONWriter {
    /// Replaced values by field, each as its dot, the dots it took the place of, and the value where it is kept.
    mutating func replaced(_ replaced: FieldMap<[Register.Entry]>) {
        object { writer in
            for (field, entries) in replaced {
                writer.key(field.text)
                writer.array { writer in
                    for entry in entries { writer.replaced(entry) }
                }
            }
        }
    }

    private mutating func replaced(_ entry: Register.Entry) {
        array { writer in
            writer.dot(entry.dot)
            writer.dots(entry.replaces)
            if let value = entry.value { writer.raw(value.json) }
        }
    }
}

extension JSONReader {
    mutating func replaced() throws -> FieldMap<[Register.Entry]> {
        try fieldMap { try $0.replacedEntry() }
    }

    /// Several things for each of some fields.
    mutating func fieldMap<Element>(
        _ element: (inout JSONReader) throws -> Element
    ) throws -> FieldMap<[Element]> {
        var map = FieldMap<[Element]>()
        try members { reader, name in
            let field = try reader.field(name)
            var elements: [Element] = []
            try reader.array { elements.append(try element(&$0)) }
            map[field] = elements
        }
        return map
    }

    private mutating func replacedEntry() throws -> Register.Entry {
        var dot: Dot?
        var replaces: [Dot]?
        var value: Value?
        var member = 0
        try array { reader in
            switch member {
            case 0: dot = try reader.dot()
            case 1: replaces = try reader.dots()
            case 2: value = try reader.value()
            default: try reader.skip()
            }
            member += 1
        }
        guard let dot, let replaces else { throw malformed("a replaced value lacks its dot or what it replaced") }
        return Register.Entry(dot: dot, value: value, replaces: replaces)
    }
}
