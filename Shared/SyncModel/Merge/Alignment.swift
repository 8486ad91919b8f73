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

    /// Above so many pairs of blocks to compare, the changed stretch counts as one edit.
    static let comparisonsMax = 1_000_000

    init(from base: [Blocks.Block], to side: [Blocks.Block]) {
        var baseStart = 0
        var sideStart = 0
        for (basePlace, sidePlace) in Alignment.common(base.map(\.text), side.map(\.text)) {
            add(baseStart..<basePlace, Array(side[sideStart..<sidePlace]))
            gaps[basePlace] = side[sidePlace].gap
            baseStart = basePlace + 1
            sideStart = sidePlace + 1
        }
        add(baseStart..<base.count, Array(side[sideStart...]))
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

    /// The places of a longest common subsequence; of several, the one that keeps the earliest of the left.
    private static func common(_ left: [[UInt8]], _ right: [[UInt8]]) -> [(Int, Int)] {
        let head = zip(left, right).prefix { $0 == $1 }.count
        let restMax = min(left.count, right.count) - head
        let tail = zip(left.reversed(), right.reversed()).prefix(restMax).prefix { $0 == $1 }.count
        let middle = longest(Array(left[head..<(left.count - tail)]), Array(right[head..<(right.count - tail)]))
        return (0..<head).map { ($0, $0) }
            + middle.map { ($0.0 + head, $0.1 + head) }
            + (0..<tail).map { (left.count - tail + $0, right.count - tail + $0) }
    }

    private static func longest(_ left: [[UInt8]], _ right: [[UInt8]]) -> [(Int, Int)] {
        guard !left.isEmpty, !right.isEmpty, left.count * right.count <= comparisonsMax else { return [] }
        let width = right.count + 1
        var lengths = [Int32](repeating: 0, count: (left.count + 1) * width)
        for i in left.indices.reversed() {
            for j in right.indices.reversed() {
                lengths[i * width + j] =
                    left[i] == right[j]
                    ? lengths[(i + 1) * width + j + 1] + 1
                    : max(lengths[(i + 1) * width + j], lengths[i * width + j + 1])
            }
        }
        var pairs: [(Int, Int)] = []
        var (i, j) = (0, 0)
        while i < left.count && j < right.count {
            if left[i] == right[j] {
                pairs.append((i, j))
                (i, j) = (i + 1, j + 1)
            } else if lengths[(i + 1) * width + j] >= lengths[i * width + j + 1] {
                i += 1
            } else {
                j += 1
            }
        }
        return pairs
    }
}
