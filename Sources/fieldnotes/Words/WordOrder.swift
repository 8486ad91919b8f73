/// Brings the words of a command into the order that the parser wants: the verb first, then everything else.
///
/// The parser is told of the global options once for every verb, so it knows them only behind one; and it has no option
/// whose value may be left out, as `--json` and `--json=id,item` want it.
struct WordOrder: Equatable {
    /// Nil where the program itself is asked something, as by `--help`.
    let verb: String?
    let words: [String]

    /// `bare` is the verb where none was given.
    init(_ words: [String], bare: String) {
        let leading = WordOrder.leadingOptions(of: words)
        let rest = words.dropFirst(leading.count)
        let first = rest.first ?? bare
        verb = first.hasPrefix("-") ? nil : first
        let behind = verb == TagNote.word ? WordOrder.withTagsNamed(rest.dropFirst()) : Array(rest.dropFirst())
        // What is asked of the program itself is the same wherever the notes lie.
        self.words = verb == nil || verb == "help" ? Array(rest) : WordOrder.withFieldsNamed([first] + leading + behind)
    }

    private static let flags: Set = [
        "--json", "--plain", "-q", "--quiet", "-v", "--verbose", "--no-pager", "--no-input", "-y", "--yes", "--offline",
        "-n", "--dry-run",
    ]
    private static let valued: Set = ["-C", "--team", "--color", "--date"]
    /// Options whose next word is their value whatever it looks like; it is never read as an option.
    private static let takingAnyWord: Set = ["-m", "--message", "-F", "--file", "--reason", "--quote", "--ref"]

    private static func leadingOptions(of words: [String]) -> ArraySlice<String> {
        var place = 0
        while place < words.count {
            let word = words[place]
            if valued.contains(word) {
                place = min(place + 2, words.count)
            } else if flags.contains(word) || word.hasPrefix("--json=") || word.hasPrefix("--team=")
                || word.hasPrefix("--color=") || word.hasPrefix("--date=")
            {
                place += 1
            } else {
                break
            }
        }
        return words[..<place]
    }

    /// Behind the note's name, `-word` is a tag to take off. A tag is never in capitals, so `-C` stays what it is; and `-n`
    /// stays the word that keeps everything from being written, wherever it stands.
    private static func withTagsNamed(_ words: ArraySlice<String>) -> [String] {
        guard let note = words.firstIndex(where: { !$0.hasPrefix("-") }) else { return Array(words) }
        let end = words.firstIndex(of: "--") ?? words.endIndex
        return words.indices.map { place in
            let word = words[place]
            let isTag = word.hasPrefix("-") && word.dropFirst().first.map { $0 != "-" && !$0.isUppercase } ?? false
            return place > note && place < end && isTag && word != "-n" ? "--take-off=\(word.dropFirst())" : word
        }
    }

    private static func withFieldsNamed(_ words: [String]) -> [String] {
        let end = words.firstIndex(of: "--") ?? words.count
        return words.indices.map { place in
            let word = words[place]
            guard place < end, word.hasPrefix("--json="), place == 0 || !takingAnyWord.contains(words[place - 1]) else {
                return word
            }
            return "--json-fields=" + word.dropFirst("--json=".count)
        }
    }
}
