import SyncModel

/// What one text put in and took out of another, line by line.
struct LineDiff {
    /// With a mark in front: "+" put in, "-" taken out, a space for what stayed.
    private(set) var lines: [Line] = []

    init(from base: String, to side: String) {
        let (left, right) = (LineDiff.split(base), LineDiff.split(side))
        var (i, j) = (0, 0)
        for (leftPlace, rightPlace) in CommonSubsequence.places(left, right) + [(left.count, right.count)] {
            lines += left[i..<leftPlace].map { Line("- \($0)", .bad) }
            lines += right[j..<rightPlace].map { Line("+ \($0)", .good) }
            if leftPlace < left.count { lines.append(Line(left[leftPlace].isEmpty ? "" : "  \(left[leftPlace])")) }
            (i, j) = (leftPlace + 1, rightPlace + 1)
        }
    }

    /// No lines where there is no text.
    private static func split(_ text: String) -> [String] {
        guard !text.isEmpty else { return [] }
        return text.replacing("\r\n", with: "\n").split(separator: "\n", omittingEmptySubsequences: false)
            .map(String.init)
    }
}
