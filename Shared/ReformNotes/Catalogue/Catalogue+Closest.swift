extension Catalogue {
    /// Up to three items that the writer of `words` may have meant, the likeliest first.
    public func closestItems(to words: String) -> [ReformItem] {
        let wanted = ReformItem.words(of: words)
        let ranked = items.enumerated().map { place, item in
            (item: item, likeness: item.likeness(to: wanted), place: place)
        }
        // Equals keep the catalogue's order, so that the same words always bring the same suggestions.
        return ranked.filter { $0.likeness > 0 }
            .sorted { ($1.likeness, $0.place) < ($0.likeness, $1.place) }
            .prefix(3).map(\.item)
    }
}

extension ReformItem {
    /// How much of `wanted` is found in the item's names and title: each word counts by its best match.
    fileprivate func likeness(to wanted: [String]) -> Double {
        let own = Set((names + [title]).flatMap(ReformItem.words))
        return wanted.reduce(0) { sum, word in
            sum + (own.map { likenessOfWords(word, $0) }.max() ?? 0)
        }
    }
}

/// From 1 for the same word down to 0 where half of the letters or more would have to change.
private func likenessOfWords(_ left: String, _ right: String) -> Double {
    let longer = max(left.count, right.count)
    let changes = editDistance(Array(left), Array(right))
    return changes * 2 < longer ? 1 - Double(changes) / Double(longer) : 0
}

/// How many letters must be put in, taken out or changed to make one word of the other (Levenshtein's distance).
private func editDistance(_ left: [Character], _ right: [Character]) -> Int {
    var above = Array(0...right.count)
    for (row, letter) in left.enumerated() {
        var current = [row + 1]
        for (column, other) in right.enumerated() {
            let change = above[column] + (letter == other ? 0 : 1)
            current.append(min(change, above[column + 1] + 1, current[column] + 1))
        }
        above = current
    }
    return above[right.count]
}
