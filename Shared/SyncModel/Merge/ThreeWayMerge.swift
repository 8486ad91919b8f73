/// A three-way merge of texts by block.
///
/// Different blocks may change on both sides, neighbouring ones too. Blocks put in at one place are both kept, `first`'s
/// before `second`'s, equal ones once. The same block changed in two ways, or changed here and taken out there, does not
/// merge: prose is never mixed within a paragraph. Nor does it where a block that both kept would be lost.
struct ThreeWayMerge {
    private let base: Blocks
    private let first: Blocks
    private let second: Blocks
    private let firstEdits: Alignment
    private var secondEdits: Alignment

    /// The merged text, or nil where a person must decide.
    static func merged(base: [UInt8], first: [UInt8], second: [UInt8]) -> [UInt8]? {
        if first == second || second == base { return first }
        if first == base { return second }
        return ThreeWayMerge(base: Blocks(base), first: Blocks(first), second: Blocks(second)).merged()
    }

    /// `first`, with what `second` changed elsewhere: where the two changed one place, `first` stands.
    static func keeping(_ first: [UInt8], base: [UInt8], second: [UInt8]) -> [UInt8] {
        var merge = ThreeWayMerge(base: Blocks(base), first: Blocks(first), second: Blocks(second))
        let mine = merge.firstEdits.edits
        merge.secondEdits.drop { theirs in mine.contains { ThreeWayMerge.meet($0, theirs) } }
        return merge.assembled() ?? first
    }

    private init(base: Blocks, first: Blocks, second: Blocks) {
        self.base = base
        self.first = first
        self.second = second
        firstEdits = Alignment(from: base.blocks, to: first.blocks)
        secondEdits = Alignment(from: base.blocks, to: second.blocks)
    }

    private func merged() -> [UInt8]? {
        let doMeet = firstEdits.edits.contains { mine in
            secondEdits.edits.contains { ThreeWayMerge.meet(mine, $0) }
        }
        return doMeet ? nil : assembled()
    }

    /// Both sides' edits on the base, where no two meet; nil where a block that both kept would be lost.
    private func assembled() -> [UInt8]? {
        var merged: [Blocks.Block] = []
        var place = 0
        while place <= base.blocks.count {
            merged += putIn(at: place)
            guard place < base.blocks.count else { break }
            if let edit = replacement(at: place) {
                merged += edit.blocks
                place = edit.range.upperBound
            } else {
                merged.append(unchanged(place))
                place += 1
            }
        }
        guard keeps(merged) else { return nil }
        return Blocks.assembled(
            lead: chosen(base.lead, first.lead, second.lead), merged, tail: chosen(base.tail, first.tail, second.tail))
    }

    /// Whether an edit of one side touches what an edit of the other changed otherwise.
    private static func meet(_ mine: Alignment.Edit, _ theirs: Alignment.Edit) -> Bool {
        guard mine.range != theirs.range else {
            return !mine.range.isEmpty && mine.blocks.map(\.text) != theirs.blocks.map(\.text)
        }
        // A stretch put in at the edge of another's edit stands beside it; inside it, there is no telling where.
        return mine.range.lowerBound < theirs.range.upperBound && theirs.range.lowerBound < mine.range.upperBound
    }

    /// Whether `merged` has every block that both sides kept. Where blocks are alike, each side may have taken out another one.
    private func keeps(_ merged: [Blocks.Block]) -> Bool {
        let (mine, theirs, both) = (Blocks.tally(first.blocks), Blocks.tally(second.blocks), Blocks.tally(merged))
        return Blocks.tally(base.blocks).allSatisfy { text, count in
            both[text, default: 0] >= min(count, mine[text, default: 0], theirs[text, default: 0])
        }
    }

    /// What either side puts in before the base block at `place`.
    private func putIn(at place: Int) -> [Blocks.Block] {
        let mine = firstEdits.edits.first { $0.range == place..<place }?.blocks ?? []
        let theirs = secondEdits.edits.first { $0.range == place..<place }?.blocks ?? []
        return mine + theirs.filter { block in !mine.contains { $0.text == block.text } }
    }

    private func replacement(at place: Int) -> Alignment.Edit? {
        firstEdits.edits.first { !$0.range.isEmpty && $0.range.lowerBound == place }
            ?? secondEdits.edits.first { !$0.range.isEmpty && $0.range.lowerBound == place }
    }

    private func unchanged(_ place: Int) -> Blocks.Block {
        let block = base.blocks[place]
        return Blocks.Block(
            text: block.text,
            gap: chosen(block.gap, firstEdits.gaps[place] ?? block.gap, secondEdits.gaps[place] ?? block.gap))
    }

    /// Blank space is nobody's words: where both sides changed it, the wider is taken.
    private func chosen(_ base: [UInt8], _ first: [UInt8], _ second: [UInt8]) -> [UInt8] {
        if first == base { return second }
        if second == base || first == second { return first }
        if first.count != second.count { return first.count > second.count ? first : second }
        return first.lexicographicallyPrecedes(second) ? second : first
    }
}
