/// A field's value: the JSON bytes that its writer chose, carried and stored as they are by everyone.
///
/// Equality is that of the bytes; nothing here normalises a text, or hashes would part and words would change unasked.
public struct Value: Hashable, Sendable {
    public let json: [UInt8]

    /// Takes bytes that are known to be one JSON value on one line.
    public init(unchecked json: [UInt8]) {
        self.json = json
    }

    public static let null = Value(unchecked: Array("null".utf8))
    public static let yes = Value(unchecked: Array("true".utf8))

    /// The JSON string that says `text`.
    public init(text: String) {
        var writer = JSONWriter()
        writer.string(text)
        json = writer.bytes
    }

    public var isNull: Bool { json == Value.null.json }

    /// What the value says where it is a JSON string.
    public var text: String? {
        guard json.first == UInt8(ascii: "\"") else { return nil }
        return try? JSONReader.whole(json) { try $0.string() }
    }

    /// The value as text, for people who look into a record.
    public var jsonText: String { String(decoding: json, as: UTF8.self) }
}

extension JSONReader {
    /// The next value as a field's value.
    mutating func value() throws -> Value {
        Value(unchecked: try rawByItself())
    }
}
