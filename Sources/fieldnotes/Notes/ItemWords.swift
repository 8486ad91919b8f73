import ReformNotes

/// The words by which a list of items is narrowed down.
struct ItemWords {
    private let words: [String]

    init(_ item: ReformItem) {
        let texts = [item.id, item.title, item.theme.rawValue, item.answer] + item.aliases
        words = texts.flatMap(ItemWords.split) + item.aliases
    }

    /// Whether each of the typed words begins one of the item's.
    func hold(_ typed: [String]) -> Bool {
        typed.flatMap(ItemWords.split).allSatisfy { word in words.contains { $0.hasPrefix(word) } }
    }

    private static func split(_ text: String) -> [String] {
        text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
    }
}
