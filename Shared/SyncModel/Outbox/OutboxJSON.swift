extension UnsentEdit {
    /// The edit as an outbox keeps it, its place and its bound change apart. Own unsent edits are named by place in it.
    public var json: [UInt8] {
        var writer = JSONWriter()
        writer.object { writer in
            writer.key("context")
            writer.context(context)
            if let predecessor {
                writer.key("predecessor")
                writer.number(predecessor)
            }
            writer.key("edited")
            writer.time(edited)
            writer.key("assigns")
            writer.assigns(assigns)
            if !written.isEmpty {
                writer.key("written")
                writer.places(written)
            }
            writer.key("replaced")
            writer.replaced(replaced)
        }
        return writer.bytes
    }

    /// Reads what ``json`` wrote.
    /// - Throws: ``MalformedJSON``.
    public init(place: UInt64, json: [UInt8], bound: Change?) throws {
        var edit = UnsentEdit(
            place: place, context: Context(), predecessor: nil, edited: 0, assigns: FieldMap(), bound: bound)
        try JSONReader.whole(json, allowsPlaces: true) { reader in
            try reader.object { reader, name in
                switch name {
                case "context": edit.context = try reader.context()
                case "predecessor": edit.predecessor = try reader.count()
                case "edited": edit.edited = try reader.time()
                case "assigns": edit.assigns = try reader.assigns()
                case "written": edit.written = try reader.places()
                case "replaced": edit.replaced = try reader.replaced()
                default: try reader.skip()
                }
            }
        }
        self = edit
    }
}

extension Sight {
    /// The sight as a draft keeps it until its text is saved.
    public var json: [UInt8] {
        var writer = JSONWriter()
        writer.object { writer in
            writer.key("context")
            writer.context(context)
            if let place {
                writer.key("place")
                writer.number(place)
            }
            writer.key("shown")
            writer.object { writer in
                for (field, dots) in shown {
                    writer.key(field.text)
                    writer.dots(dots)
                }
            }
        }
        return writer.bytes
    }

    /// Reads what ``json`` wrote.
    /// - Throws: ``MalformedJSON``.
    public init(json: [UInt8]) throws {
        var sight = Sight()
        try JSONReader.whole(json, allowsPlaces: true) { reader in
            try reader.object { reader, name in
                switch name {
                case "context": sight.context = try reader.context()
                case "place": sight.place = try reader.count()
                case "shown":
                    try reader.members { reader, name in
                        let field = try reader.field(name)
                        sight.shown[field] = try reader.dots()
                    }
                default: try reader.skip()
                }
            }
        }
        self = sight
    }
}

extension JSONWriter {
    fileprivate mutating func places(_ places: FieldMap<UInt64>) {
        object { writer in
            for (field, place) in places {
                writer.key(field.text)
                writer.number(place)
            }
        }
    }
}

extension JSONReader {
    fileprivate mutating func places() throws -> FieldMap<UInt64> {
        var places = FieldMap<UInt64>()
        try members { reader, name in
            let field = try reader.field(name)
            places[field] = try reader.count()
        }
        return places
    }
}
