public import SyncModel

/// The name of a note: 128 random bits, written as 26 lower-case letters and digits of Crockford's base 32.
///
/// It is random and not ordered by time, so that notes written together do not share the beginning that people type.
public struct NoteID: Hashable, Sendable {
    public let bits: UInt128

    public init(bits: UInt128) {
        self.bits = bits
    }

    /// A fresh name.
    public static func random(using generator: inout some RandomNumberGenerator) -> NoteID {
        NoteID(bits: .random(in: 0...UInt128.max, using: &generator))
    }

    /// The note as a record among others.
    public var record: RecordID {
        guard let record = RecordID(collection: NoteID.collection, key: description) else {
            preconditionFailure("base 32 is made of letters and digits")
        }
        return record
    }

    /// The note that `record` is; nil for a record of another kind.
    public init?(_ record: RecordID) {
        guard record.collection == NoteID.collection else { return nil }
        self.init(record.key)
    }

    /// The collection that holds notes.
    public static let collection = "note"
}

extension NoteID: Comparable {
    public static func < (left: NoteID, right: NoteID) -> Bool { left.bits < right.bits }
}

extension NoteID: LosslessStringConvertible {
    /// Reads the one written form; see ``init(typed:)`` for the others.
    public init?(_ text: String) {
        var number: UInt128 = 0
        let digits = Array(text.utf8)
        guard digits.count == NoteID.length, let last = digits.last.flatMap(Base32.value) else { return nil }
        for digit in digits.dropLast() {
            guard let value = Base32.value(digit) else { return nil }
            number = number << 5 | UInt128(value)
        }
        // 26 digits hold 130 bits; the two to spare are zero, or one note would have four names.
        guard last & 3 == 0 else { return nil }
        bits = number << 3 | UInt128(last >> 2)
    }

    public var description: String {
        let head = (0..<25).map { Base32.digit(UInt8(truncatingIfNeeded: bits >> (123 - 5 * $0)) & 31) }
        return String(decoding: head + [Base32.digit(UInt8(truncatingIfNeeded: bits & 7) << 2)], as: UTF8.self)
    }

    /// How many characters a whole id has.
    static let length = 26
}
