/// A text as the merge sees it: blocks, each with the blank space behind it, so that joining them gives the text back byte
/// for byte.
///
/// A block is a run of non-blank lines; each line of a list is a block of its own, for lists are edited line by line.
struct Blocks: Hashable {
    struct Block: Hashable {
        var text: [UInt8]
        /// The line breaks and blank lines that follow, up to the next block.
        var gap: [UInt8]
    }

    /// Blank space before the first block.
    var lead: [UInt8] = []
    var blocks: [Block] = []

    init(lead: [UInt8] = [], blocks: [Block] = []) {
        self.lead = lead
        self.blocks = blocks
    }

    init(_ text: [UInt8]) {
        for line in Blocks.lines(text) {
            let body = line.last == Blocks.lineBreak ? line.dropLast() : line
            if body.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) {
                space(line)
            } else {
                add(body, ending: line.count > body.count ? [Blocks.lineBreak] : [])
            }
        }
    }

    var text: [UInt8] { blocks.reduce(into: lead) { $0 += $1.text + $1.gap } }

    private static let lineBreak = UInt8(ascii: "\n")

    /// The lines of `text`, each with its line break.
    private static func lines(_ text: [UInt8]) -> [ArraySlice<UInt8>] {
        var lines: [ArraySlice<UInt8>] = []
        var start = text.startIndex
        while start < text.endIndex {
            let end = text[start...].firstIndex(of: lineBreak).map { $0 + 1 } ?? text.endIndex
            lines.append(text[start..<end])
            start = end
        }
        return lines
    }

    private mutating func space(_ line: ArraySlice<UInt8>) {
        if blocks.isEmpty { lead += line } else { blocks[blocks.count - 1].gap += line }
    }

    /// A non-blank line continues the block above it unless a blank line parts them or either begins a list line.
    private mutating func add(_ line: ArraySlice<UInt8>, ending: [UInt8]) {
        if let last = blocks.last, last.gap == [Blocks.lineBreak], !Blocks.isListLine(line),
            !Blocks.isListLine(last.text[...])
        {
            blocks[blocks.count - 1].text += last.gap + line
            blocks[blocks.count - 1].gap = ending
        } else {
            blocks.append(Block(text: Array(line), gap: ending))
        }
    }

    /// `- `, `* `, `+ `, or digits with `. ` or `) `, after any indent.
    static func isListLine(_ line: ArraySlice<UInt8>) -> Bool {
        let marked = line.drop { $0 == 0x20 || $0 == 0x09 }
        let digits = marked.prefix { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }
        let rest = marked.dropFirst(digits.count)
        let marks: [UInt8] = digits.isEmpty ? Array("-*+".utf8) : Array(".)".utf8)
        guard let mark = rest.first, marks.contains(mark), let space = rest.dropFirst().first else { return false }
        return space == 0x20 || space == 0x09
    }
}

extension Blocks {
    /// The blocks in one text, parted so that they stay the blocks they are: list lines by a line break, others by a blank
    /// line, where a block now stands before another that it did not stand before.
    static func assembled(lead: [UInt8], _ blocks: [Block]) -> [UInt8] {
        var text = lead
        for (place, block) in blocks.enumerated() {
            text += block.text
            guard place + 1 < blocks.count else {
                text += block.gap
                break
            }
            let bothList = isListLine(block.text[...]) && isListLine(blocks[place + 1].text[...])
            let breaks = block.gap.count { $0 == lineBreak }
            text += breaks >= (bothList ? 1 : 2) ? block.gap : bothList ? [lineBreak] : [lineBreak, lineBreak]
        }
        return text
    }
}
