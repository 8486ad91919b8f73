/// A JSON value whose members keep the order in which they were given.
enum JSON: Equatable {
    case null
    case flag(Bool)
    case number(Int)
    case text(String)
    case list([JSON])
    case object([(String, JSON)])
    /// Bytes that are one JSON value already, such as a field's value as its writer sent it.
    case encoded([UInt8])

    /// Null for nothing.
    static func text(perhaps text: String?) -> JSON {
        text.map(JSON.text) ?? .null
    }

    static func == (left: JSON, right: JSON) -> Bool { left.bytes == right.bytes }
}

extension JSON: ExpressibleByStringLiteral, ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral,
    ExpressibleByNilLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    init(stringLiteral text: String) { self = .text(text) }
    init(booleanLiteral flag: Bool) { self = .flag(flag) }
    init(integerLiteral number: Int) { self = .number(number) }
    init(nilLiteral: ()) { self = .null }
    init(arrayLiteral elements: JSON...) { self = .list(elements) }
    init(dictionaryLiteral members: (String, JSON)...) { self = .object(members) }
}

extension JSON {
    /// The value as compact JSON. Whatever could steer a terminal is escaped, wherever the bytes go: most tools print what they
    /// read.
    var bytes: [UInt8] {
        var bytes: [UInt8] = []
        write(to: &bytes)
        return bytes
    }

    private func write(to bytes: inout [UInt8]) {
        switch self {
        case .null: bytes += "null".utf8
        case .flag(let flag): bytes += (flag ? "true" : "false").utf8
        case .number(let number): bytes += String(number).utf8
        case .text(let text): JSON.write(text, to: &bytes)
        case .list(let elements):
            JSON.write(elements, between: "[", and: "]", to: &bytes) { $0.write(to: &$1) }
        case .object(let members):
            JSON.write(members, between: "{", and: "}", to: &bytes) { member, bytes in
                JSON.write(member.0, to: &bytes)
                bytes.append(UInt8(ascii: ":"))
                member.1.write(to: &bytes)
            }
        case .encoded(let value): JSON.writeInert(value, to: &bytes)
        }
    }

    private static func write<Element>(
        _ elements: [Element], between open: String, and close: String, to bytes: inout [UInt8],
        each: (Element, inout [UInt8]) -> Void
    ) {
        bytes += open.utf8
        for (place, element) in elements.enumerated() {
            if place > 0 { bytes.append(UInt8(ascii: ",")) }
            each(element, &bytes)
        }
        bytes += close.utf8
    }

    private static func write(_ text: String, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "\""))
        append(text, to: &bytes) { scalar in
            switch scalar {
            case "\n": "\\n"
            case "\t": "\\t"
            case "\"", "\\": "\\\(scalar)"
            default: escape(scalar)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    /// Inside JSON every active character stands in a string, but for breaks and tabs between values, which go.
    private static func writeInert(_ value: [UInt8], to bytes: inout [UInt8]) {
        append(String(decoding: value, as: UTF8.self), to: &bytes) { $0.value < 0x20 ? "" : escape($0) }
    }

    /// Copies stretches that need no escape in one piece.
    private static func append(
        _ text: String, to bytes: inout [UInt8], escaping escape: (Unicode.Scalar) -> String?
    ) {
        var run = text.startIndex
        for place in text.unicodeScalars.indices {
            guard let escaped = escape(text.unicodeScalars[place]) else { continue }
            bytes += text.utf8[run..<place]
            bytes += escaped.utf8
            run = text.unicodeScalars.index(after: place)
        }
        bytes += text.utf8[run...]
    }

    private static func escape(_ scalar: Unicode.Scalar) -> String? {
        guard Inert.isActive(scalar) else { return nil }
        return String(scalar).utf16.map { unit in
            let digits = String(unit, radix: 16)
            return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        }.joined()
    }
}
