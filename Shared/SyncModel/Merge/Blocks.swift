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
            let end = line.reversed().prefix { $0 == Blocks.lineBreak || $0 == Blocks.carriageReturn }.count
            let body = line.dropLast(end)
            if body.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == Blocks.carriageReturn }) {
                space(line)
            } else {
                add(body, ending: Array(line.suffix(end)))
            }
        }
    }

    var text: [UInt8] { blocks.reduce(into: lead) { $0 += $1.text + $1.gap } }

    /// How often each block stands in `blocks`.
    static func tally(_ blocks: [Block]) -> [[UInt8]: Int] {
        blocks.reduce(into: [:]) { $0[$1.text, default: 0] += 1 }
    }

    /// The blank space behind the last block.
    var tail: [UInt8] { blocks.last?.gap ?? [] }

    private static let lineBreak = UInt8(ascii: "\n")
    private static let carriageReturn = UInt8(ascii: "\r")

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
        if let last = blocks.last, last.gap.count(where: { $0 == Blocks.lineBreak }) == 1, !Blocks.isListLine(line),
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
    /// The blocks in one text. Blank space stays as it is where it parts two blocks; where it does not, because one now stands
    /// before another that it did not stand before, list lines are parted by a line break and others by a blank line.
    static func assembled(lead: [UInt8], _ blocks: [Block], tail: [UInt8]) -> [UInt8] {
        let usesReturns = blocks.contains { $0.gap.starts(with: [carriageReturn, lineBreak]) }
        let newLine = usesReturns ? [carriageReturn, lineBreak] : [lineBreak]
        var text = lead
        for (block, next) in zip(blocks, blocks.dropFirst()) {
            let lists = [block, next].count { isListLine($0.text[...]) }
            let breaks = block.gap.count { $0 == lineBreak }
            let parting = lists == 2 ? newLine : newLine + newLine
            text += block.text + (breaks >= (lists > 0 ? 1 : 2) ? block.gap : parting)
        }
        return text + (blocks.last.map { $0.text + tail } ?? [])
    }
}
