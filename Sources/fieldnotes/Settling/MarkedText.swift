/// A text with its open choices marked, for an editor:
///
///     <<<<<<< yours: Sam Okafor, sam-laptop, today 09:31
///     …
///     ||||||| before either edit
///     …
///     =======
///     …
///     >>>>>>> Priya Nair, office-pc, today 08:55
///
/// What only one side changed stands there already.
enum MarkedText {
    static func of(_ paragraphs: Paragraphs, first: String, second: String) -> String {
        paragraphs.pieces.flatMap { piece -> [String] in
            switch piece {
            case .same(let texts), .changed(let texts, _): texts
            case .open(let base, let left, let right):
                [
                    (["<<<<<<< \(first)"] + between(left) + ["||||||| before either edit"] + between(base) + ["======="]
                        + between(right) + [">>>>>>> \(second)"]).joined(separator: "\n")
                ]
            }
        }.joined(separator: "\n\n")
    }

    /// The lines, counted from 1, on which a choice is still open.
    static func openChoices(in text: String) -> [Int] {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let starts = lines.indices.filter { lines[$0].hasPrefix("<<<<<<< ") }
        let ends = lines.indices.filter { lines[$0].hasPrefix(">>>>>>> ") || lines[$0].hasPrefix("||||||| ") }
        return (starts.isEmpty ? ends : starts).map { $0 + 1 }
    }

    private static func between(_ paragraphs: [String]) -> [String] {
        paragraphs.isEmpty ? [] : [paragraphs.joined(separator: "\n\n")]
    }
}
