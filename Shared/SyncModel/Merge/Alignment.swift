/// How one side changed the blocks of a base: which stretches it put others in place of, and what it put in between.
struct Alignment {
    /// The base blocks in `range` became `blocks`; an empty range puts in, empty `blocks` take out.
    struct Edit: Hashable {
        let range: Range<Int>
        let blocks: [Blocks.Block]
    }

    /// In order of place.
    private(set) var edits: [Edit] = []
    /// For each base block that stands unchanged, the blank space that now follows it.
    private(set) var gaps: [Int: [UInt8]] = [:]

    init(from base: [Blocks.Block], to side: [Blocks.Block]) {
        var baseStart = 0
        var sideStart = 0
        for (basePlace, sidePlace) in CommonSubsequence.places(base.map(\.text), side.map(\.text)) {
            add(baseStart..<basePlace, Array(side[sideStart..<sidePlace]))
            gaps[basePlace] = side[sidePlace].gap
            baseStart = basePlace + 1
            sideStart = sidePlace + 1
        }
        add(baseStart..<base.count, Array(side[sideStart...]))
    }

    /// Leaves out the edits that `condition` holds of.
    mutating func drop(where condition: (Edit) -> Bool) {
        edits.removeAll(where: condition)
    }

    /// As many blocks as before are taken as each changed in its place, so that neighbours changed by different people do
    /// not meet; otherwise the stretch changed as a whole.
    private mutating func add(_ range: Range<Int>, _ blocks: [Blocks.Block]) {
        if range.isEmpty && blocks.isEmpty { return }
        if range.count == blocks.count {
            for (place, block) in zip(range, blocks) { edits.append(Edit(range: place..<(place + 1), blocks: [block])) }
        } else {
            edits.append(Edit(range: range, blocks: blocks))
        }
    }
}
