/// What two sequences have in common, in order: the ground of every comparison of texts.
package enum CommonSubsequence {
    /// Above so many pairs to compare, what lies between equal ends counts as wholly different.
    static let comparisonsMax = 1_000_000

    /// The places of a longest common subsequence; of several, the one that keeps the earliest of the left.
    package static func places<Element: Equatable>(_ left: [Element], _ right: [Element]) -> [(Int, Int)] {
        let head = zip(left, right).prefix { $0 == $1 }.count
        let restMax = min(left.count, right.count) - head
        let tail = zip(left.reversed(), right.reversed()).prefix(restMax).prefix { $0 == $1 }.count
        let middle = longest(Array(left[head..<(left.count - tail)]), Array(right[head..<(right.count - tail)]))
        return (0..<head).map { ($0, $0) }
            + middle.map { ($0.0 + head, $0.1 + head) }
            + (0..<tail).map { (left.count - tail + $0, right.count - tail + $0) }
    }

    private static func longest<Element: Equatable>(_ left: [Element], _ right: [Element]) -> [(Int, Int)] {
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
