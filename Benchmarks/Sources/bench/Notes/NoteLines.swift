import Foundation
import ReformNotes

/// The notes that are measured with, a line of JSON each: those of a file, or made up.
struct NoteLines {
    private let seed: UInt64
    private let given: [Data]
    private let items = Catalogue.bundled.items.map(\.id)

    init(file: String?, seed: UInt64) throws {
        self.seed = seed
        given = try file.map { try Data(contentsOf: URL(filePath: $0)) }?.split(separator: UInt8(ascii: "\n")) ?? []
        if file != nil, given.isEmpty { throw Failure("the file of notes is empty") }
    }

    /// Writes notes `start` up to `start + count`; the same numbers are the same notes.
    func write(_ count: Int, from start: Int, to file: String) throws {
        guard FileManager.default.createFile(atPath: file, contents: nil) else { throw Failure("no room for notes") }
        let handle = try FileHandle(forWritingTo: URL(filePath: file))
        defer { try? handle.close() }
        // A million notes are most of a gigabyte; they need not lie in memory at once.
        for first in stride(from: start, to: start + count, by: 1_000) {
            var lines = Data()
            for number in first..<min(first + 1_000, start + count) { lines += try line(number) + [0x0A] }
            try handle.write(contentsOf: lines)
        }
    }

    private func line(_ number: Int) throws -> Data {
        var note: [String: Any]
        if given.isEmpty {
            var chance = Chance(seed: seed, number: number)
            note = MadeUpNote.members(&chance)
            note["item"] = items[number % items.count]
        } else {
            let line = given[number % given.count]
            guard let known = try JSONSerialization.jsonObject(with: line) as? [String: Any] else {
                throw Failure("a line of the file of notes is no object")
            }
            note = known
            // The second time round it is another note.
            if number >= given.count { note["id"] = nil }
            if !items.contains(note["item"] as? String ?? "") { note["item"] = items[number % items.count] }
        }
        return try JSONSerialization.data(withJSONObject: note, options: .sortedKeys)
    }
}

/// Chance that can be had again.
struct Chance: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64, number: Int) {
        state = seed &* 0x9E37_79B9_7F4A_7C15 ^ UInt64(number)
    }

    /// SplitMix64 (Steele, Lea and Flood 2014).
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
        return word ^ (word >> 31)
    }
}
