// An item is looked for by name, then by the beginning of a name, then by words of its title. The steps stand apart
// because some callers try the id of a note after the first.

extension Catalogue {
    /// Takes all steps in their order.
    public func lookUp(_ words: String) -> ItemLookup {
        item(named: words).map(ItemLookup.found) ?? lookUpLoosely(words)
    }

    /// The steps after an exact name.
    public func lookUpLoosely(_ words: String) -> ItemLookup {
        for fitting in [items(startingWith: words), items(titled: words)] where !fitting.isEmpty {
            return fitting.count == 1 ? .found(fitting[0]) : .several(fitting)
        }
        return .none(closest: closestItems(to: words))
    }

    /// An item, or a part of one: what follows the first slash is a measure's id or the only beginning of one.
    public func lookUpTarget(_ words: String) -> TargetLookup {
        let parts = words.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        switch lookUp(parts[0]) {
        case .several(let items): return .several(items)
        case .none(let closest): return .none(closest: closest)
        case .found(let item):
            guard parts.count == 2 else { return .found(item, nil) }
            guard let measure = item.measure(startingWith: parts[1]) else {
                return .noMeasure(named: parts[1], of: item)
            }
            return .found(item, measure)
        }
    }

    /// The item with this id or alias; capitals do not matter, and a space may stand for a hyphen.
    public func item(named words: String) -> ReformItem? {
        let name = ReformItem.name(from: words)
        return items.first { $0.names.contains(name) }
    }

    /// The items with an id or alias that begins so, each once.
    public func items(startingWith words: String) -> [ReformItem] {
        let prefix = ReformItem.name(from: words)
        guard !prefix.isEmpty else { return [] }
        return items.filter { $0.names.contains { $0.hasPrefix(prefix) } }
    }

    /// The items in whose title every one of `words` begins a word.
    public func items(titled words: String) -> [ReformItem] {
        let wanted = ReformItem.words(of: words)
        guard !wanted.isEmpty else { return [] }
        return items.filter { item in
            let title = ReformItem.words(of: item.title)
            return wanted.allSatisfy { word in title.contains { $0.hasPrefix(word) } }
        }
    }
}

extension ReformItem {
    /// All that an item may be called by.
    var names: [String] { [id] + aliases }

    /// How typed words would be written as a name: in small letters, with hyphens between.
    static func name(from words: String) -> String {
        words.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: "-")
    }

    static func words(of text: String) -> [String] {
        text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
    }

    fileprivate func measure(startingWith words: String) -> Measure? {
        let name = ReformItem.name(from: words)
        if let measure = measure(name) { return measure }
        let fitting = measures.filter { !name.isEmpty && $0.id.hasPrefix(name) }
        return fitting.count == 1 ? fitting[0] : nil
    }
}
