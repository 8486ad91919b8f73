import Foundation

/// An answer in JSON, looked into by name and place; what is not there is null.
@dynamicMemberLookup
struct JSONValue: Equatable, CustomStringConvertible {
    private let content: Any

    private init(content: Any) { self.content = content }

    init(_ bytes: some Sequence<UInt8>) throws {
        content = try JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed)
    }

    subscript(dynamicMember name: String) -> JSONValue { self[name] }
    subscript(name: String) -> JSONValue { JSONValue(content: (content as? [String: Any])?[name] ?? NSNull()) }
    subscript(place: Int) -> JSONValue {
        JSONValue(content: (content as? [Any]).flatMap { $0.indices.contains(place) ? $0[place] : nil } ?? NSNull())
    }

    var isNull: Bool { content is NSNull }
    var text: String? { content as? String }
    var number: Int? { (content as? NSNumber)?.intValue }
    var flag: Bool? { content as? Bool }
    /// The elements; none, where it is no list.
    var list: [JSONValue] { (content as? [Any] ?? []).map { JSONValue(content: $0) } }
    var isList: Bool { content is [Any] }
    /// The names of its members, in order of the alphabet.
    var names: [String] { (content as? [String: Any])?.keys.sorted() ?? [] }
    var texts: [String] { list.compactMap(\.text) }

    var description: String {
        let options: JSONSerialization.WritingOptions = [.sortedKeys, .fragmentsAllowed, .withoutEscapingSlashes]
        let bytes = try? JSONSerialization.data(withJSONObject: content, options: options)
        return bytes.map { String(decoding: $0, as: UTF8.self) } ?? "\(content)"
    }

    static func == (left: JSONValue, right: JSONValue) -> Bool { left.description == right.description }
}
