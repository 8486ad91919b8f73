import Foundation
import ReformNotes

/// How the index takes a text apart, done without it: for notes that the index does not tell of yet.
struct SearchWords {
    private let words: [String]

    init(_ text: String) {
        let plain = text.folding(options: [.caseInsensitive, .diacriticInsensitive], locale: nil)
        words = plain.split { !$0.isLetter && !$0.isNumber }.map(String.init)
    }

    var isEmpty: Bool { words.isEmpty }

    /// Whether `others` stand here one behind the other, the last of them perhaps only as the beginning of a word.
    func contains(_ others: SearchWords, asPrefix: Bool) -> Bool {
        guard let last = others.words.last, others.words.count <= words.count else { return others.isEmpty }
        return (0...(words.count - others.words.count)).contains { start in
            let run = words[start..<(start + others.words.count)]
            return run.dropLast().elementsEqual(others.words.dropLast())
                && (run.last.map { asPrefix ? $0.hasPrefix(last) : $0 == last } ?? false)
        }
    }
}

extension SearchWords {
    /// Whether the last of some typed words may be the beginning of one: it may still be being typed. One letter begins too
    /// many to be told apart.
    static func isPrefix(_ typed: [String]) -> Bool {
        let searched = typed.map(SearchWords.init).filter { !$0.isEmpty }.prefix(SearchQuery.wordsMax)
        return (searched.last?.words.last?.count ?? 0) > 1
    }
}

extension SearchQuery {
    /// Whether a note fits, found without the index.
    func fits(_ note: NoteSummary) -> Bool {
        let body = SearchWords(note.body)
        let tags = SearchWords(note.tags.joined(separator: " "))
        let wanted = words.map(SearchWords.init).filter { !$0.isEmpty }.prefix(SearchQuery.wordsMax)
        return fitsExactly(note)
            && wanted.enumerated().allSatisfy { place, word in
                let asPrefix = place == wanted.count - 1 && SearchWords.isPrefix(words)
                return body.contains(word, asPrefix: asPrefix) || tags.contains(word, asPrefix: asPrefix)
            }
    }

    /// Whether a note that the index found fits in what the index, which knows words only, cannot tell.
    func fitsExactly(_ note: NoteSummary) -> Bool {
        (kind.map { $0 == note.kind.rawValue } ?? true) && (stance.map { $0 == note.stance?.view.rawValue } ?? true)
            && (tag.map(note.tags.contains) ?? true) && (item.map { $0 == note.target.item } ?? true)
            && (since.map { note.edited >= $0 } ?? true)
            && (by.map { SearchWords(note.author).contains(SearchWords($0), asPrefix: true) } ?? true)
    }
}
