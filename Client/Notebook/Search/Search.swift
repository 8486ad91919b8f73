public import ReformNotes
import SyncClient

/// What a search found.
public struct SearchHits: Sendable {
    /// Items whose names, title or texts hold all the words, in the catalogue's order; none where the search is for notes only.
    public let items: [ReformItem]
    /// The latest written first.
    public let notes: [NoteHit]
    /// Whether there are more notes than were asked for.
    public let hasMore: Bool
}

extension Notebook {
    /// Looks for notes and items. A search is complete: notes that the index does not tell of yet are read.
    /// - Parameter limit: how many notes at most.
    public func search(_ query: SearchQuery, limit: Int) throws -> SearchHits {
        try bringIndexUpToDate()
        return try replica.read { reader in
            let found = try NoteSearch(query, limit: limit + 1, reader).hits()
            return SearchHits(
                items: query.isFiltered ? [] : items(with: query.words), notes: Array(found.prefix(limit)),
                hasMore: found.count > limit)
        }
    }

    /// Readers never wait: where another holds the lock or the disk is full, the search reads what is not indexed.
    private func bringIndexUpToDate() throws {
        do {
            try SearchIndex.update(replica)
        } catch ReplicaError.locked, ReplicaError.readOnly, ReplicaError.diskFull, ReplicaError.disk {
            return
        }
    }

    private func items(with words: [String]) -> [ReformItem] {
        let wanted = words.map(SearchWords.init).filter { !$0.isEmpty }
        guard !wanted.isEmpty else { return [] }
        return catalogue.items.filter { item in
            let answers = [item.recommendation, item.decision, item.facts].compactMap(\.self)
            let all = ([item.id, item.title] + item.aliases + answers).map(SearchWords.init)
            return wanted.allSatisfy { word in all.contains { $0.contains(word, asPrefix: true) } }
        }
    }
}
