import SyncModel

/// What one text put in and took out of another, word by word, so that a person sees at a glance how two versions differ.
struct WordDiff: Equatable {
    enum Kind { case same, added, removed }

    /// A run of words that fared alike.
    struct Run: Equatable {
        let kind: Kind
        let words: [String]
    }

    private(set) var runs: [Run] = []

    init(from base: String, to side: String) {
        let (left, right) = (WordDiff.words(of: base), WordDiff.words(of: side))
        var (i, j) = (0, 0)
        for (leftPlace, rightPlace) in CommonSubsequence.places(left, right) + [(left.count, right.count)] {
            add(.removed, left[i..<leftPlace])
            add(.added, right[j..<rightPlace])
            if leftPlace < left.count { add(.same, [left[leftPlace]]) }
            (i, j) = (leftPlace + 1, rightPlace + 1)
        }
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
}
