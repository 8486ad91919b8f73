/// A query in the full-text index's own language. Whatever was typed stands in it as quoted strings, in which nothing has a
/// meaning of its own.
struct SearchExpression {
    /// Nil where the query asks for nothing that the index knows.
    let text: String?
    /// Whether something is asked for that no note can hold, such as a word without a letter or a digit.
    let isHopeless: Bool

    init(_ query: SearchQuery) {
        var terms: [String] = []
        let words = query.words.compactMap(SearchExpression.quoted).prefix(SearchQuery.wordsMax)
        if let last = words.last {
            let all = words.dropLast() + [last + (SearchWords.isPrefix(query.words) ? "*" : "")]
            terms.append("{body tags} : (" + all.joined(separator: " AND ") + ")")
        }
        let filters = [
            ("kind", query.kind, ""), ("stance", query.stance, ""), ("author", query.by, "*"), ("tags", query.tag, ""),
            ("item", query.item, ""),
        ].compactMap { column, value, ending in value.map { (column, SearchExpression.quoted($0), ending) } }
        for case (let column, let quoted?, let ending) in filters { terms.append("\(column) : \(quoted)\(ending)") }
        text = terms.isEmpty ? nil : terms.joined(separator: " AND ")
        isHopeless = words.isEmpty && !query.words.isEmpty || filters.contains { $0.1 == nil }
    }

    /// Nil where there is no letter and no digit in it, for the index knows nothing else.
    private static func quoted(_ text: String) -> String? {
        let plain = text.unicodeScalars.filter { $0 != "\0" }
        guard plain.contains(where: { $0.properties.isAlphabetic || $0.properties.numericType != nil }) else {
            return nil
        }
        // By scalar: to Swift a quotation mark with an accent on it is another character, to SQLite it ends the string.
        let doubled = plain.flatMap { $0 == "\"" ? [$0, $0] : [$0] }
        return "\"" + String(String.UnicodeScalarView(doubled)) + "\""
    }
}
