import Testing

@testable import SyncModel

@Suite struct BlocksTests {
    @Test func `blocks joined give the text back byte for byte`() {
        var seed = Seed(1)
        for _ in 0..<Effort.histories(2_000) {
            let text = seed.messyText()
            #expect(Blocks(text).text == text)
        }
    }

    @Test func `what is put together parts into the same blocks again`() {
        var seed = Seed(2)
        for _ in 0..<Effort.histories(2_000) {
            let blocks = Blocks(seed.messyText()).blocks.map(\.text).shuffled(using: &seed)
            let text = Blocks.assembled(lead: [], blocks.map { Blocks.Block(text: $0, gap: []) }, tail: [])
            #expect(Blocks(text).blocks.map(\.text) == blocks)
        }
    }

    @Test(arguments: [
        ("a\nb\n", 1), ("a\n\nb\n", 2), ("a\n \nb", 2), ("- a\n- b\n", 2), ("a\n- b\nc\n", 3), ("\n\n", 0), ("", 0),
        ("1. a\n2) b\n", 2), ("1.a\n2.b\n", 1), ("-a\n-b", 1), ("* a\n+ b", 2), ("\t- a\n\t- b", 2),
        ("a\r\nb\r\n\r\nc", 2),
    ])
    func `a block is a run of lines that are not blank, and each list line is one`(text: String, count: Int) {
        #expect(Blocks(Array(text.utf8)).blocks.count == count)
    }
}

extension Seed {
    /// Words, list lines, blank lines and every sort of line break, without much sense.
    mutating func messyText() -> [UInt8] {
        let pieces = ["a", "- b", "1. c", " ", "\t", "\n", "\n", "\n\n", "\r\n", "\r", "é", "x y"]
        return (0..<below(14)).flatMap { _ in Array(pick(pieces).utf8) }
    }

    /// A text of a few short paragraphs and list lines.
    mutating func text() -> [UInt8] {
        let blocks = (0..<below(5)).map { _ in pick(["A", "B", "C", "- d", "- e"]) }
        return Array(blocks.joined(separator: "\n\n").utf8)
    }

    /// `text` after a person changed, put in or took out a block or two.
    mutating func edited(_ text: [UInt8]) -> [UInt8] {
        var blocks = Blocks(text).blocks
        for _ in 0...below(2) {
            let fresh = Blocks.Block(text: Array(pick(["X", "Y", "- z"]).utf8), gap: [])
            switch below(3) {
            case 0: blocks.insert(fresh, at: below(blocks.count + 1))
            case 1 where !blocks.isEmpty: blocks[below(blocks.count)].text = fresh.text
            case 2 where !blocks.isEmpty: blocks.remove(at: below(blocks.count))
            default: break
            }
        }
        return Blocks.assembled(lead: [], blocks, tail: happens(50) ? [0x0A] : [])
    }
}
