/// Reads JSON strictly, for bytes that a stranger sent: duplicate keys, invalid UTF-8, raw line breaks, depth over 16 and
/// anything behind the value are refused, where most decoders pass over some of them.
public struct JSONReader {
    /// Deeper nesting is refused; nothing that we send comes near it.
    static let depthMax = 16

    private let bytes: UnsafeBufferPointer<UInt8>
    private var place = 0
    private var depth = 0
    /// Whether dots may name own unsent edits by their place; never in what a stranger sent.
    let allowsPlaces: Bool

    private init(_ bytes: UnsafeBufferPointer<UInt8>, allowsPlaces: Bool) {
        self.bytes = bytes
        self.allowsPlaces = allowsPlaces
    }

    /// Reads all of `bytes` as one value by `read`.
    public static func whole<Result>(
        _ bytes: [UInt8], allowsPlaces: Bool = false, _ read: (inout JSONReader) throws -> Result
    ) throws -> Result {
        try bytes.withUnsafeBufferPointer { buffer in
            var reader = JSONReader(buffer, allowsPlaces: allowsPlaces)
            let result = try read(&reader)
            reader.skipSpace()
            guard reader.place == buffer.count else { throw reader.malformed("something follows the value") }
            return result
        }
    }

    /// Checks that `bytes` are one JSON value on one line.
    public static func check(_ bytes: [UInt8]) throws {
        try whole(bytes) { try $0.skip() }
    }

    // MARK: Values

    /// Calls `member` with the name of each member; it must read the value. A name that comes twice is refused.
    public mutating func object(_ member: (inout JSONReader, String) throws -> Void) throws {
        try open(UInt8(ascii: "{"))
        var names = MemberNames()
        if try close(UInt8(ascii: "}"), first: true) { return }
        repeat {
            skipSpace()
            let name = try string()
            guard names.insert(name) else { throw malformed("the name \(name) comes twice") }
            try expect(UInt8(ascii: ":"))
            try member(&self, name)
        } while try !close(UInt8(ascii: "}"), first: false)
    }

    /// Calls `element` before each element; it must read the value.
    public mutating func array(_ element: (inout JSONReader) throws -> Void) throws {
        try open(UInt8(ascii: "["))
        if try close(UInt8(ascii: "]"), first: true) { return }
        repeat { try element(&self) } while try !close(UInt8(ascii: "]"), first: false)
    }

    public mutating func string() throws -> String {
        try text(of: rawString())
    }

    /// Most values are only carried on: a string of plain ASCII, line breaks included, needs no text made of it to be found sound.
    private mutating func skipString() throws {
        let raw = try rawString()
        if !raw.isPlain { _ = try text(of: raw) }
    }

    private func text(of raw: RawString) throws -> String {
        guard raw.hasEscapes else {
            guard let text = String(validating: bytes[raw.range], as: UTF8.self) else {
                throw malformed("broken UTF-8")
            }
            return text
        }
        return try unescape(raw.range)
    }

    /// A count: digits without sign, fraction or exponent.
    public mutating func count() throws -> UInt64 {
        skipSpace()
        let start = place
        while place < bytes.count, bytes[place] >= UInt8(ascii: "0"), bytes[place] <= UInt8(ascii: "9") { place += 1 }
        guard let number = Decimal.number(bytes[start..<place]) else { throw malformed("a count is expected") }
        return number
    }

    public mutating func flag() throws -> Bool {
        let value = try raw()
        if value == Array("true".utf8) { return true }
        if value == Array("false".utf8) { return false }
        throw malformed("true or false is expected")
    }

    /// Whether the next value is null; if so it is read.
    public mutating func isNull() throws -> Bool {
        skipSpace()
        guard place < bytes.count, bytes[place] == UInt8(ascii: "n") else { return false }
        try word("null")
        return true
    }

    /// The bytes of the next value, whatever it is, checked.
    public mutating func raw() throws -> [UInt8] {
        skipSpace()
        let start = place
        try skip()
        return Array(bytes[start..<place])
    }

    /// The bytes of the next value, checked, its depth counted from itself: what may enter in a change must be able to leave
    /// in a state, where it lies deeper.
    mutating func rawByItself() throws -> [UInt8] {
        let outer = depth
        depth = 0
        defer { depth = outer }
        return try raw()
    }

    /// Passes over the next value, checking it.
    public mutating func skip() throws {
        skipSpace()
        guard place < bytes.count else { throw malformed("the text ends too soon") }
        switch bytes[place] {
        case UInt8(ascii: "{"): try object { reader, _ in try reader.skip() }
        case UInt8(ascii: "["): try array { try $0.skip() }
        case UInt8(ascii: "\""): try skipString()
        case UInt8(ascii: "t"): try word("true")
        case UInt8(ascii: "f"): try word("false")
        case UInt8(ascii: "n"): try word("null")
        default: try number()
        }
    }

    // MARK: Tokens

    private mutating func open(_ bracket: UInt8) throws {
        try expect(bracket)
        depth += 1
        guard depth <= JSONReader.depthMax else { throw malformed("nested deeper than \(JSONReader.depthMax)") }
    }

    /// Whether the bracket closes here; if not, a comma must part this element from the last.
    private mutating func close(_ bracket: UInt8, first: Bool) throws -> Bool {
        skipSpace()
        guard place < bytes.count else { throw malformed("the text ends too soon") }
        if bytes[place] == bracket {
            place += 1
            depth -= 1
            return true
        }
        if !first { try expect(UInt8(ascii: ",")) }
        return false
    }

    private mutating func expect(_ byte: UInt8) throws {
        skipSpace()
        guard place < bytes.count, bytes[place] == byte else {
            throw malformed("\(Character(Unicode.Scalar(byte))) is expected")
        }
        place += 1
    }

    private mutating func skipSpace() {
        while place < bytes.count, bytes[place] == 0x20 || bytes[place] == 0x09 { place += 1 }
    }

    private mutating func word(_ word: StaticString) throws {
        let end = place + word.utf8CodeUnitCount
        guard end <= bytes.count, (0..<word.utf8CodeUnitCount).allSatisfy({ bytes[place + $0] == word.utf8Start[$0] })
        else { throw malformed("\(word) is expected") }
        place = end
    }

    private mutating func number() throws {
        if place < bytes.count, bytes[place] == UInt8(ascii: "-") { place += 1 }
        let whole = digits()
        guard whole > 0, whole == 1 || bytes[place - whole] != UInt8(ascii: "0") else {
            throw malformed("a value is expected")
        }
        if place < bytes.count, bytes[place] == UInt8(ascii: ".") {
            place += 1
            guard digits() > 0 else { throw malformed("digits are expected") }
        }
        if place < bytes.count, bytes[place] | 0x20 == UInt8(ascii: "e") {
            place += 1
            if place < bytes.count, bytes[place] == UInt8(ascii: "+") || bytes[place] == UInt8(ascii: "-") {
                place += 1
            }
            guard digits() > 0 else { throw malformed("digits are expected") }
        }
    }

    private mutating func digits() -> Int {
        let start = place
        while place < bytes.count, bytes[place] >= UInt8(ascii: "0"), bytes[place] <= UInt8(ascii: "9") { place += 1 }
        return place - start
    }

    /// The inside of a string.
    private typealias RawString = (range: Range<Int>, hasEscapes: Bool, isPlain: Bool)

    /// Finds the end of a string. It is plain where it is ASCII, and each escape is one that a single letter names.
    private mutating func rawString() throws -> RawString {
        try expect(UInt8(ascii: "\""))
        let start = place
        var (hasEscapes, isPlain) = (false, true)
        while place < bytes.count {
            let byte = bytes[place]
            switch byte {
            case UInt8(ascii: "\""):
                place += 1
                return (start..<(place - 1), hasEscapes, isPlain)
            case UInt8(ascii: "\\"):
                hasEscapes = true
                isPlain = isPlain && place + 1 < bytes.count && JSONReader.isShortEscape(bytes[place + 1])
                place += 2
            case 0..<0x20: throw malformed("a control character stands in a string")
            default:
                isPlain = isPlain && byte < 0x80
                place += 1
            }
        }
        throw malformed("a string does not end")
    }

    private static func isShortEscape(_ letter: UInt8) -> Bool {
        switch letter {
        case UInt8(ascii: "n"), UInt8(ascii: "t"), UInt8(ascii: "\""), UInt8(ascii: "\\"): true
        default: false
        }
    }

    private func unescape(_ range: Range<Int>) throws -> String {
        var plain: [UInt8] = []
        plain.reserveCapacity(range.count)
        var place = range.lowerBound
        while place < range.upperBound {
            let run = bytes[place..<range.upperBound].prefix { $0 != UInt8(ascii: "\\") }
            plain.append(contentsOf: run)
            place = run.endIndex
            guard place < range.upperBound else { break }
            place += 1
            guard place < range.upperBound else { throw malformed("an escape is cut short") }
            if bytes[place] == UInt8(ascii: "u") {
                plain.append(contentsOf: try scalar(at: &place, before: range.upperBound).utf8)
            } else {
                plain.append(try shortEscape(bytes[place]))
                place += 1
            }
        }
        guard let text = String(validating: plain, as: UTF8.self) else { throw malformed("broken UTF-8") }
        return text
    }

    private func shortEscape(_ letter: UInt8) throws -> UInt8 {
        switch letter {
        case UInt8(ascii: "b"): 0x08
        case UInt8(ascii: "t"): 0x09
        case UInt8(ascii: "n"): 0x0A
        case UInt8(ascii: "f"): 0x0C
        case UInt8(ascii: "r"): 0x0D
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): letter
        default: throw malformed("an unknown escape")
        }
    }

    /// A `\u` escape, or two that name one character by surrogates. A lone surrogate is no character and is refused.
    private func scalar(at place: inout Int, before end: Int) throws -> Character {
        let first = try unit(at: &place, before: end)
        var units = [first]
        if UTF16.isLeadSurrogate(first), place + 1 < end, bytes[place] == UInt8(ascii: "\\") {
            place += 1
            units.append(try unit(at: &place, before: end))
        }
        guard let text = String(validating: units, as: UTF16.self), let character = text.first else {
            throw malformed("half a surrogate pair")
        }
        return character
    }

    private func unit(at place: inout Int, before end: Int) throws -> UInt16 {
        guard place + 5 <= end, bytes[place] == UInt8(ascii: "u"),
            let digits = String(validating: bytes[(place + 1)..<(place + 5)], as: UTF8.self),
            digits.utf8.allSatisfy({ $0 != UInt8(ascii: "+") && $0 != UInt8(ascii: "-") }),
            let unit = UInt16(digits, radix: 16)
        else { throw malformed("four hexadecimal digits are expected") }
        place += 5
        return unit
    }

    func malformed(_ what: String) -> MalformedJSON { MalformedJSON(what: what, place: place) }
}

/// Bytes that are not the JSON they should be.
public struct MalformedJSON: Error, Hashable, CustomStringConvertible {
    public let what: String
    /// Where reading stopped, in bytes from the start.
    public let place: Int

    public var description: String { "\(what), at byte \(place)" }
}
