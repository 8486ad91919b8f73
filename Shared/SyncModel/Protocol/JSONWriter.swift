/// Writes JSON without spaces, for the lines that travel by the thousand: Foundation's encoder costs more than the insert
/// that follows it.
public struct JSONWriter {
    public private(set) var bytes: [UInt8] = []
    /// Whether the next member or element of the open object or array needs a comma before it.
    private var needsComma = false

    public init() {}

    public mutating func object(_ members: (inout JSONWriter) throws -> Void) rethrows {
        try nest(UInt8(ascii: "{"), UInt8(ascii: "}"), members)
    }

    public mutating func array(_ elements: (inout JSONWriter) throws -> Void) rethrows {
        try nest(UInt8(ascii: "["), UInt8(ascii: "]"), elements)
    }

    /// A member's name, plain ASCII that needs no escape; its value is to follow.
    public mutating func key(_ name: String) {
        separate()
        bytes.append(UInt8(ascii: "\""))
        // As a whole, for a text that is asked for one letter after the other takes its time.
        var name = name
        name.withUTF8 { bytes.append(contentsOf: $0) }
        bytes.append(UInt8(ascii: "\""))
        bytes.append(UInt8(ascii: ":"))
        needsComma = false
    }

    /// A JSON string; only what JSON demands is escaped.
    public mutating func string(_ text: String) {
        separate()
        bytes.append(UInt8(ascii: "\""))
        var text = text
        text.withUTF8 { escape($0) }
        bytes.append(UInt8(ascii: "\""))
        needsComma = true
    }

    public mutating func number(_ number: some BinaryInteger) {
        guard let count = UInt64(exactly: number) else { return raw(String(number).utf8) }
        separate()
        Decimal.append(count, to: &bytes)
        needsComma = true
    }

    public mutating func flag(_ flag: Bool) {
        raw((flag ? "true" : "false").utf8)
    }

    /// Bytes that are one JSON value already.
    public mutating func raw(_ json: some Collection<UInt8>) {
        separate()
        bytes.append(contentsOf: json)
        needsComma = true
    }

    /// Ends a line of NDJSON.
    public mutating func endLine() {
        bytes.append(UInt8(ascii: "\n"))
        needsComma = false
    }

    /// A string of what `append` adds, which needs no escape.
    mutating func quoted(_ append: (inout [UInt8]) -> Void) {
        separate()
        bytes.append(UInt8(ascii: "\""))
        append(&bytes)
        bytes.append(UInt8(ascii: "\""))
        needsComma = true
    }

    /// Makes the string before it a member's name.
    mutating func colon() {
        bytes.append(UInt8(ascii: ":"))
        needsComma = false
    }

    private mutating func nest(
        _ open: UInt8, _ close: UInt8, _ content: (inout JSONWriter) throws -> Void
    ) rethrows {
        separate()
        bytes.append(open)
        needsComma = false
        try content(&self)
        bytes.append(close)
        needsComma = true
    }

    private mutating func separate() {
        if needsComma { bytes.append(UInt8(ascii: ",")) }
    }

    /// Copies runs that need no escape in one piece.
    private mutating func escape(_ text: UnsafeBufferPointer<UInt8>) {
        var (run, place) = (0, 0)
        while true {
            place = text.endOfPlainRun(from: place)
            guard place < text.count else { break }
            let byte = text[place]
            if byte < 0x80 {
                bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[run..<place]))
                escape(byte)
                run = place + 1
            }
            place += 1
        }
        bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[run...]))
    }

    private mutating func escape(_ byte: UInt8) {
        bytes.append(UInt8(ascii: "\\"))
        switch byte {
        case 0x08: bytes.append(UInt8(ascii: "b"))
        case 0x09: bytes.append(UInt8(ascii: "t"))
        case 0x0A: bytes.append(UInt8(ascii: "n"))
        case 0x0C: bytes.append(UInt8(ascii: "f"))
        case 0x0D: bytes.append(UInt8(ascii: "r"))
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes.append(byte)
        default: bytes.append(contentsOf: [UInt8(ascii: "u"), 48, 48, Hex.digit(byte >> 4), Hex.digit(byte & 15)])
        }
    }
}
