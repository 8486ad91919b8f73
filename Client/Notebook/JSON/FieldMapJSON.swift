import SyncModel

extension JSONWriter {
    /// An object with a member for each field.
    mutating func fields<Content>(_ map: FieldMap<Content>, _ write: (inout JSONWriter, Content) -> Void) {
        object { writer in
            for (field, content) in map {
                writer.key(field.text)
                write(&writer, content)
            }
        }
    }

    mutating func values(_ values: FieldMap<Value>) {
        fields(values) { $0.raw($1.json) }
    }
}

extension JSONReader {
    /// Reads what ``JSONWriter/fields(_:_:)`` wrote.
    mutating func fields<Content>(_ read: (inout JSONReader) throws -> Content) throws -> FieldMap<Content> {
        var map = FieldMap<Content>()
        try object { reader, name in
            guard let field = FieldKey(name) else { throw UnknownFieldName(name: name) }
            map[field] = try read(&reader)
        }
        return map
    }
}

/// A member that should be named like a field of a record and is not.
struct UnknownFieldName: Error, CustomStringConvertible {
    let name: String

    var description: String { "“\(name)” is no name of a field" }
}
