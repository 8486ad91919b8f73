/// The name of a field: printable ASCII without a space, a quotation mark or a backslash, so that it stands in JSON as it is.
///
/// A key with a slash, like `tag/voice`, is one *element* of the set before the slash; the rest is percent-encoded.
public struct FieldKey: Hashable, Sendable {
    public let text: String

    /// Nil unless `text` is 1 to 512 allowed characters.
    public init?(_ text: String) {
        guard (1...512).contains(text.utf8.count), text.utf8.allSatisfy(FieldKey.isAllowed) else { return nil }
        self.text = text
    }

    /// The same of its bytes, which are looked at before a text is made of them.
    init?(bytes: UnsafeBufferPointer<UInt8>) {
        guard (1...512).contains(bytes.count), bytes.allSatisfy(FieldKey.isAllowed) else { return nil }
        text = String(decoding: bytes, as: UTF8.self)
    }

    /// A key written in the program itself.
    public init(known text: StaticString) {
        guard let key = FieldKey("\(text)") else { preconditionFailure("\(text) is no field key") }
        self = key
    }

    /// The element `name` of the set `set`; every byte but letters, digits, `-`, `.`, `_` and `~` is percent-encoded.
    public init?(element name: String, of set: String) {
        var encoded = set + "/"
        for byte in name.utf8 {
            if FieldKey.isUnreserved(byte) {
                encoded.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                encoded += "%" + Hex.text(of: [byte]).uppercased()
            }
        }
        self.init(encoded)
    }

    /// Whether this is one element of a set: such a register never conflicts and needs no base.
    public var isElement: Bool { text.utf8.contains(UInt8(ascii: "/")) }

    /// The set's name and the element's, decoded; nil where this is no element or its encoding is broken.
    public var element: (set: String, name: String)? {
        guard let slash = text.utf8.firstIndex(of: UInt8(ascii: "/")) else { return nil }
        var bytes: [UInt8] = []
        var rest = text.utf8[text.utf8.index(after: slash)...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            let digits = rest.prefix(2).map { FieldKey.lowercased($0) }
            guard digits.count == 2, let decoded = Hex.bytes(digits) else { return nil }
            bytes += decoded
            rest = rest.dropFirst(2)
        }
        guard let name = String(validating: bytes, as: UTF8.self) else { return nil }
        return (String(text[..<slash]), name)
    }

    /// The element's name where this is one of the set `set`; nil where it is none, or its encoding is broken.
    public func name(in set: String) -> String? {
        guard text.utf8.count > set.utf8.count, text.utf8.starts(with: set.utf8) else { return nil }
        let rest = text.utf8.dropFirst(set.utf8.count)
        guard rest.first == UInt8(ascii: "/") else { return nil }
        // Most names are of letters that stand for themselves.
        guard rest.contains(UInt8(ascii: "%")) else { return String(Substring(rest.dropFirst())) }
        return element?.name
    }

    /// The register that says whether, why and in sight of what a record was withdrawn.
    public static let deleted = FieldKey(known: "deleted")

    private static func isAllowed(_ byte: UInt8) -> Bool {
        byte > 0x20 && byte < 0x7F && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
    }

    private static func lowercased(_ byte: UInt8) -> UInt8 {
        (UInt8(ascii: "A")...UInt8(ascii: "F")).contains(byte) ? byte | 0x20 : byte
    }

    private static func isUnreserved(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
            UInt8(ascii: "~"):
            true
        default: false
        }
    }
}

extension FieldKey: Comparable {
    /// In order of bytes, which for ASCII is that of texts; and texts are compared a word at a time.
    @inlinable public static func < (left: FieldKey, right: FieldKey) -> Bool { left.text < right.text }
}

extension FieldKey: CustomStringConvertible {
    public var description: String { text }
}
