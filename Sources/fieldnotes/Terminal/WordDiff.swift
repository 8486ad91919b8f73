/// What one text put in and took out of another, word by word, so that a person sees at a glance how two versions differ.
struct WordDiff: Equatable {
    enum Kind { case same, added, removed }

    /// A run of words that fared alike.
    struct Run: Equatable {
        let kind: Kind
        let words: [String]
    }

    private(set) var runs: [Run] = []

    /// Above so many pairs of words to compare, the texts count as wholly different: marks would not help there.
    private static let comparisonsMax = 4_000_000

    init(from base: String, to side: String) {
        let (left, right) = (WordDiff.words(of: base), WordDiff.words(of: side))
        let head = zip(left, right).prefix { $0 == $1 }.count
        let tailMax = min(left.count, right.count) - head
        let tail = zip(left.reversed(), right.reversed()).prefix(tailMax).prefix { $0 == $1 }.count
        add(.same, left[..<head])
        compare(left[head..<(left.count - tail)], right[head..<(right.count - tail)])
        add(.same, left[(left.count - tail)...])
    }

    /// The side's text on one line, with `[+added+]` and `[-removed-]` around what differs.
    var marked: Line {
        Line(
            runs.enumerated().map { place, run in
                let text = run.words.joined(separator: " ")
                let space = place == 0 ? "" : " "
                return switch run.kind {
                case .same: Span(space + text)
                case .added: Span("\(space)[+\(text)+]", .good)
                case .removed: Span("\(space)[-\(text)-]", .bad)
                }
            })
    }

    private static func words(of text: String) -> [String] {
        text.split(whereSeparator: \.isWhitespace).map(String.init)
    }

    private mutating func add(_ kind: Kind, _ words: some Collection<String>) {
        guard !words.isEmpty else { return }
        if let last = runs.last, last.kind == kind {
            runs[runs.count - 1] = Run(kind: kind, words: last.words + words)
        } else {
            runs.append(Run(kind: kind, words: Array(words)))
        }
    }

    private mutating func compare(_ left: ArraySlice<String>, _ right: ArraySlice<String>) {
        var (i, j) = (left.startIndex, right.startIndex)
        for (leftPlace, rightPlace) in WordDiff.common(Array(left), Array(right)) {
            add(.removed, left[i..<(left.startIndex + leftPlace)])
            add(.added, right[j..<(right.startIndex + rightPlace)])
            (i, j) = (left.startIndex + leftPlace + 1, right.startIndex + rightPlace + 1)
            add(.same, [left[i - 1]])
        }
        add(.removed, left[i...])
        add(.added, right[j...])
    }

    /// The places of a longest common subsequence.
    private static func common(_ left: [String], _ right: [String]) -> [(Int, Int)] {
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
        return walked(left, right, lengths)
    }

    private static func walked(_ left: [String], _ right: [String], _ lengths: [Int32]) -> [(Int, Int)] {
        let width = right.count + 1
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
