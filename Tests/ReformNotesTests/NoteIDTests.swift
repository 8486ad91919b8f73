import SyncModel
import Testing

@testable import ReformNotes

/// 128 bits and the 26 characters that name them.
@Suite struct NoteIDTests {
    /// Known vectors, worked out apart from this code.
    static let vectors: [(hex: String, text: String)] = [
        ("00000000000000000000000000000000", "00000000000000000000000000"),
        ("ffffffffffffffffffffffffffffffff", "zzzzzzzzzzzzzzzzzzzzzzzzzw"),
        ("80000000000000000000000000000001", "g0000000000000000000000004"),
        ("0123456789abcdef0123456789abcdef", "04hmasw9nf6yy0938nkrkaydxw"),
        ("f81d4fae7dec11d0a76500a0c91e6bf6", "z0emzbkxxg8x19v502gcj7kbyr"),
    ]

    /// All but the last character of the greatest id and of the least.
    static let zs = String(repeating: "z", count: 25)
    static let zeros = String(repeating: "0", count: 25)

    @Test(arguments: vectors)
    func `bits and characters name each other`(hex: String, text: String) throws {
        let bits = try #require(UInt128(hex, radix: 16))
        #expect(NoteID(bits: bits).description == text)
        #expect(NoteID(text)?.bits == bits)
        #expect(NoteID(typed: hex)?.bits == bits)
    }

    @Test func `a thousand random ids survive writing and reading`() {
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<1_000 {
            let id = NoteID.random(using: &generator)
            #expect(NoteID(id.description) == id)
            #expect(NoteID(typed: id.uuid) == id)
            #expect(NoteID(id.record) == id)
        }
    }

    @Test(arguments: [
        "", zs + "z", zs + "x", zs.uppercased() + "W", "u" + zeros, zeros, zeros + "00",
    ])
    func `one id has one written form`(text: String) {
        #expect(NoteID(text) == nil)
    }

    @Test func `people may write capitals, o for 0, and i or l for 1`() {
        #expect(NoteID(typed: Self.zs.uppercased() + "W") == NoteID(bits: .max))
        #expect(NoteID(typed: "I" + String(repeating: "o", count: 25)) == NoteID("1" + Self.zeros))
        #expect(NoteID(typed: "l" + String(repeating: "O", count: 25)) == NoteID("1" + Self.zeros))
        #expect(NoteID(typed: Self.zeros + "l") == nil, "the spare bits are zero in whatever spelling")
    }

    @Test func `a UUID is the same bits`() {
        let id = NoteID(typed: "F81D4FAE-7DEC-11D0-A765-00A0C91E6BF6")
        #expect(id?.uuid == "f81d4fae-7dec-11d0-a765-00a0c91e6bf6")
        #expect(NoteID(bits: 1).uuid == "00000000-0000-0000-0000-000000000001")
    }

    @Test(arguments: [
        "f81d4fae7-dec-11d0-a765-00a0c91e6bf6", "f81d4fae-7dec-11d0-a765_00a0c91e6bf6",
        "+81d4fae7dec11d0a76500a0c91e6bf6", "g81d4fae7dec11d0a76500a0c91e6bf6",
    ])
    func `what only resembles a UUID is none`(text: String) {
        #expect(NoteID(typed: text) == nil)
    }

    @Test func `a prefix has four to twenty-six of the letters`() {
        #expect(NoteID.prefix(typed: "K7F3") == "k7f3")
        #expect(NoteID.prefix(typed: "oil0") == "0110")
        #expect(NoteID.prefix(typed: "k7f") == nil)
        #expect(NoteID.prefix(typed: "k7fu") == nil)
        #expect(NoteID.prefix(typed: "k7 f3") == nil)
    }

    @Test func `a record of another collection is no note`() {
        #expect(RecordID(collection: "item", key: Self.zeros + "0").flatMap { NoteID($0) } == nil)
    }
}
