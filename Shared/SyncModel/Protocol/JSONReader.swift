/// Reads JSON strictly, for bytes that a stranger sent: duplicate keys, invalid UTF-8, raw line breaks, depth over 16 and
/// anything behind the value are refused, where most decoders pass over some of them.
public struct JSONReader {
    /// Deeper nesting is refused; nothing that we send comes near it.
    static let depthMax = 16

    let bytes: UnsafeBufferPointer<UInt8>
    var place = 0
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

    /// Reads the line at `place` of `bytes` as one value by `read`, and moves `place` behind its end.
    static func line(
        _ bytes: UnsafeBufferPointer<UInt8>, at place: inout Int, _ read: (inout JSONReader) throws -> Void
    ) throws {
        var reader = JSONReader(bytes, allowsPlaces: false)
        reader.place = place
        try read(&reader)
        reader.skipSpace()
        guard reader.place < bytes.count else { throw reader.malformed("the last line does not end") }
        guard bytes[reader.place] == UInt8(ascii: "\n") else { throw reader.malformed("something follows the value") }
        place = reader.place + 1
    }

    /// Checks that `bytes` are one JSON value on one line.
    public static func check(_ bytes: [UInt8]) throws {
        try whole(bytes) { try $0.skip() }
    }

    // MARK: Values

    /// Calls `member` with the name of each member; it must read the value. A name that comes twice is refused.
    public mutating func object(_ member: (inout JSONReader, String) throws -> Void) throws {
        // Nearly all names are short and of plain letters, of which a text is made without a check and without memory.
        try members { reader, name in try member(&reader, String(decoding: name, as: UTF8.self)) }
    }

    /// The same with the bytes of each name, sound UTF-8, for names that are no texts afterwards.
    mutating func members(_ member: (inout JSONReader, UnsafeBufferPointer<UInt8>) throws -> Void) throws {
        try open(UInt8(ascii: "{"))
        var names = MemberNames()
        if try close(UInt8(ascii: "}"), first: true) { return }
        repeat {
            skipSpace()
            let raw = try rawString()
            if raw.isPlain, !raw.hasEscapes {
                try self.member(inside(raw), lasts: true, &names, member)
            } else {
                var name = try text(of: raw)
                try name.withUTF8 { try self.member($0, lasts: false, &names, member) }
            }
        } while try !close(UInt8(ascii: "}"), first: false)
    }

    private mutating func member(
        _ name: UnsafeBufferPointer<UInt8>, lasts: Bool, _ names: inout MemberNames,
        _ member: (inout JSONReader, UnsafeBufferPointer<UInt8>) throws -> Void
    ) throws {
        guard names.insert(name, lasts: lasts) else {
            throw malformed("the name \(String(decoding: name, as: UTF8.self)) comes twice")
        }
        try expect(UInt8(ascii: ":"))
        try member(&self, name)
    }

    /// Calls `element` before each element; it must read the value.
    public mutating func array(_ element: (inout JSONReader) throws -> Void) throws {
        try open(UInt8(ascii: "["))
        if try close(UInt8(ascii: "]"), first: true) { return }
        repeat { try element(&self) } while try !close(UInt8(ascii: "]"), first: false)
    }

    /// A count: digits without sign, fraction or exponent.
    public mutating func count() throws -> UInt64 {
        skipSpace()
        let start = place
        while place < bytes.count, bytes[place] >= UInt8(ascii: "0"), bytes[place] <= UInt8(ascii: "9") { place += 1 }
        let digits = UnsafeBufferPointer(rebasing: bytes[start..<place])
        guard let number = Decimal.number(digits) else { throw malformed("a count is expected") }
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
        case UInt8(ascii: "{"): try members { reader, _ in try reader.skip() }
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

    mutating func expect(_ byte: UInt8) throws {
        skipSpace()
        guard place < bytes.count, bytes[place] == byte else {
            throw malformed("\(Character(Unicode.Scalar(byte))) is expected")
        }
        place += 1
    }

    mutating func skipSpace() {
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

    func malformed(_ what: String) -> MalformedJSON { MalformedJSON(what: what, place: place) }
}

/// Bytes that are not the JSON they should be.
public struct MalformedJSON: Error, Hashable, CustomStringConvertible {
    public let what: String
    /// Where reading stopped, in bytes from the start.
    public let place: Int

    public var description: String { "\(what), at byte \(place)" }
}
