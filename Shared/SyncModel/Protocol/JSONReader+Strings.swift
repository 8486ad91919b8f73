// The strings of JSON: where they end, the text they say, and the names that are read off their bytes without one.

extension JSONReader {
    public mutating func string() throws -> String {
        try text(of: rawString())
    }

    /// Most values are only carried on: a string of plain ASCII, line breaks included, needs no text made of it to be found sound.
    mutating func skipString() throws {
        let raw = try rawString()
        if !raw.isPlain { _ = try text(of: raw) }
    }

    /// What a string names, read off its bytes where they lie: most of a page is names, and a text of each would have to be
    /// made only to be thrown away.
    mutating func named<Named>(
        _ kind: StaticString, _ read: (UnsafeBufferPointer<UInt8>) -> Named?
    ) throws -> Named {
        skipSpace()
        let raw = try rawString()
        if raw.isPlain, !raw.hasEscapes, let named = read(inside(raw)) { return named }
        var text = try text(of: raw)
        guard let named = text.withUTF8(read) else { throw malformed("\(text) is no \(kind)") }
        return named
    }

    func inside(_ raw: RawString) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(rebasing: bytes[raw.range])
    }

    func text(of raw: RawString) throws -> String {
        // What is plain is sound, and so is what its escapes stand for.
        if raw.isPlain, !raw.hasEscapes { return String(decoding: inside(raw), as: UTF8.self) }
        let said = raw.hasEscapes ? try unescaped(raw.range) : Array(inside(raw))
        if raw.isPlain { return String(decoding: said, as: UTF8.self) }
        guard let text = String(validating: said, as: UTF8.self) else { throw malformed("broken UTF-8") }
        return text
    }

    // MARK: Bytes

    /// The inside of a string.
    typealias RawString = (range: Range<Int>, hasEscapes: Bool, isPlain: Bool)

    /// Finds the end of a string. It is plain where it is ASCII, and each escape is one that a single letter names.
    mutating func rawString() throws -> RawString {
        try expect(UInt8(ascii: "\""))
        let start = place
        var (hasEscapes, isPlain) = (false, true)
        while true {
            place = bytes.endOfPlainRun(from: place)
            guard place < bytes.count else { throw malformed("a string does not end") }
            switch bytes[place] {
            case UInt8(ascii: "\""):
                place += 1
                return (start..<(place - 1), hasEscapes, isPlain)
            case UInt8(ascii: "\\"):
                hasEscapes = true
                isPlain = isPlain && place + 1 < bytes.count && JSONReader.isShortEscape(bytes[place + 1])
                place += 2
            case 0..<0x20: throw malformed("a control character stands in a string")
            default:
                isPlain = false
                place += 1
            }
        }
    }

    private static func isShortEscape(_ letter: UInt8) -> Bool {
        switch letter {
        case UInt8(ascii: "n"), UInt8(ascii: "t"), UInt8(ascii: "\""), UInt8(ascii: "\\"): true
        default: false
        }
    }

    private func unescaped(_ range: Range<Int>) throws -> [UInt8] {
        var plain: [UInt8] = []
        plain.reserveCapacity(range.count)
        var place = range.lowerBound
        while place < range.upperBound {
            let start = place
            while place < range.upperBound, bytes[place] != UInt8(ascii: "\\") {
                place = max(bytes.endOfPlainRun(from: place), place + 1)
            }
            plain.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start..<place]))
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
        return plain
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
}
