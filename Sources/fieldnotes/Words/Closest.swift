/// Finds the word that was probably meant, so that a slip is answered with a guess (which is never run).
enum Closest {
    /// The nearest of `words` within two slips, or a third of the word's length; of equals the first.
    static func word(to typed: String, among words: [String]) -> String? {
        let typed = Array(typed.lowercased().unicodeScalars)
        let near = words.map { ($0, slips(from: typed, to: Array($0.unicodeScalars))) }
        guard let best = near.min(by: { $0.1 < $1.1 }), best.1 <= max(2, typed.count / 3), best.1 < typed.count
        else { return nil }
        return best.0
    }

    /// How many letters must be put in, taken out, changed, or swapped with a neighbour.
    private static func slips(from: [Unicode.Scalar], to: [Unicode.Scalar]) -> Int {
        // A mistyped command is short; more than this was never one.
        let lengthMax = 40
        guard from.count <= lengthMax, !from.isEmpty, !to.isEmpty else { return Int.max }
        var rows = [Array(0...to.count)]
        for i in 1...from.count {
            var row = [i]
            for j in 1...to.count {
                var least = min(
                    rows[i - 1][j] + 1, row[j - 1] + 1, rows[i - 1][j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1))
                if i > 1, j > 1, from[i - 1] == to[j - 2], from[i - 2] == to[j - 1] {
                    least = min(least, rows[i - 2][j - 2] + 1)
                }
                row.append(least)
            }
            rows.append(row)
        }
        return rows[from.count][to.count]
    }
}
