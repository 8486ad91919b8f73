import SyncModel

/// Two versions of a text and what they set out from, side by side by paragraph: where they agree, where only one of them
/// changed something, and where a person must choose.
struct Paragraphs {
    enum Piece: Equatable {
        case same([String])
        /// Only the first side changed it, or only the second.
        case changed([String], byFirst: Bool)
        case open(base: [String], first: [String], second: [String])
    }

    private(set) var pieces: [Piece] = []

    /// - Parameter base: nil where it is not known; then every difference is open.
    init(base: String?, first: String, second: String) {
        let (left, right) = (Paragraphs.split(first), Paragraphs.split(second))
        let old = base.map(Paragraphs.split) ?? CommonSubsequence.places(left, right).map { left[$0.0] }
        let inLeft = Dictionary(uniqueKeysWithValues: CommonSubsequence.places(old, left).map { ($0.0, $0.1) })
        let inRight = Dictionary(uniqueKeysWithValues: CommonSubsequence.places(old, right).map { ($0.0, $0.1) })
        let anchors = old.indices.compactMap { place in
            inLeft[place].flatMap { l in inRight[place].map { (place, l, $0) } }
        }
        var (b, l, r) = (0, 0, 0)
        for (nextB, nextL, nextR) in anchors + [(old.count, left.count, right.count)] {
            add(between: Array(old[b..<nextB]), Array(left[l..<nextL]), Array(right[r..<nextR]))
            if nextB < old.count { add(same: [old[nextB]]) }
            (b, l, r) = (nextB + 1, nextL + 1, nextR + 1)
        }
    }

    /// How many paragraphs there are in all, counting an open piece by its longer side.
    var count: Int { pieces.reduce(0) { $0 + $1.height } }

    /// The numbers, from 1, of the paragraphs in which the sides differ.
    var differing: [Int] {
        var next = 1
        return pieces.flatMap { piece -> [Int] in
            defer { next += piece.height }
            if case .same = piece { return [] }
            return Array(next..<next + piece.height)
        }
    }

    private static func split(_ text: String) -> [String] {
        var paragraphs: [[Substring]] = [[]]
        for line in text.replacing("\r\n", with: "\n").split(separator: "\n", omittingEmptySubsequences: false) {
            if line.allSatisfy(\.isWhitespace) {
                paragraphs.append([])
            } else {
                paragraphs[paragraphs.count - 1].append(line)
            }
        }
        return paragraphs.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }
    }

    /// Where nobody put in a paragraph or took one out, each is compared with its own counterparts.
    private mutating func add(between base: [String], _ first: [String], _ second: [String]) {
        guard base.count == first.count, base.count == second.count else {
            return add(base: base, first: first, second: second)
        }
        for place in base.indices { add(base: [base[place]], first: [first[place]], second: [second[place]]) }
    }

    private mutating func add(base: [String], first: [String], second: [String]) {
        if first == second {
            add(same: first)
        } else if first == base {
            pieces.append(.changed(second, byFirst: false))
        } else if second == base {
            pieces.append(.changed(first, byFirst: true))
        } else {
            pieces.append(.open(base: base, first: first, second: second))
        }
    }

    private mutating func add(same paragraphs: [String]) {
        guard !paragraphs.isEmpty else { return }
        if case .same(let before)? = pieces.last {
            pieces[pieces.count - 1] = .same(before + paragraphs)
        } else {
            pieces.append(.same(paragraphs))
        }
    }
}

extension Paragraphs.Piece {
    fileprivate var height: Int {
        switch self {
        case .same(let texts), .changed(let texts, _): texts.count
        case .open(_, let first, let second): max(first.count, second.count)
        }
    }
}
