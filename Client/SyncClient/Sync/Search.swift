import SyncModel

/// The search for what two sides hold differently. It begins where their digests differ, and once a day where they do not:
/// a running sum does not notice what was lost behind its back.
///
/// The sums of 256 buckets go up, the names and hashes of what the server holds in those that differ come back; then those
/// records travel both ways. So a difference is found and mended in two small requests, whatever the replica's size.
struct Search: Equatable {
    enum Step: Equatable {
        case idle
        /// The next request says what lies here, by bucket.
        case comparing
        /// The next one asks for these records, and offers what lies here of those that differ.
        case fetching([RecordID])
        /// The server does not know the question, so everything is read again.
        case reading
    }

    var step = Step.idle
    var comparisons = 0
    /// All records that were found to differ.
    var found: Set<RecordID> = []

    /// Others write meanwhile, and an answer holds only so many buckets; what is left then waits for the next sync.
    static let comparisonsMax = 8
    static let dayMilliseconds: Int64 = 86_400_000

    /// Strikes out what an answer told. What it passed over altogether the server cannot tell.
    mutating func take(_ records: [ToldRecord]) {
        guard case .fetching(let wants) = step else { return }
        let told = Set(records.map(\.id))
        let left = wants.filter { !told.contains($0) }
        step = .fetching(left.count == wants.count ? [] : left)
    }
}

extension ReplicaWriter {
    /// Takes the search on by one step after an answer at whose end both sides stood still.
    /// - Returns: whether nothing is left to search for, or to be done about it now.
    func isOver(_ search: inout Search, _ response: SyncResponse, isEqual: Bool) throws -> Bool {
        switch search.step {
        case .reading: return true
        case .comparing: return try isOver(&search, comparing: response, isEqual: isEqual)
        case .fetching(let wants):
            guard wants.isEmpty else { return false }
            search.step = .idle
        case .idle: break
        }
        let isWanted = !isEqual || (search.comparisons == 0 && isComparisonDue)
        guard isWanted, search.comparisons < Search.comparisonsMax else { return true }
        search.step = .comparing
        search.comparisons += 1
        return false
    }

    private func isOver(_ search: inout Search, comparing response: SyncResponse, isEqual: Bool) throws -> Bool {
        guard let comparison = response.comparison else {
            guard !isEqual else { return true }
            search.step = .reading
            try startOver()
            return false
        }
        let (wants, offers) = try differences(comparison)
        for id in offers { try records.markOffered(db, id) }
        search.found.formUnion(wants + offers)
        search.step = .fetching(wants)
        guard wants.isEmpty && offers.isEmpty else { return false }
        // The sum comes from an index, the buckets from what it stands for.
        guard isEqual || comparison.differing > 0 else { throw ReplicaError.damaged("an index does not fit its table") }
        return true
    }

    /// The records of the differing buckets that the server holds otherwise than this replica, and the other way round.
    private func differences(_ comparison: Comparison) throws -> (wants: [RecordID], offers: [RecordID]) {
        let numbers = Set(comparison.buckets.map(\.number))
        let told = comparison.buckets.flatMap(\.records).map { ($0.id, $0.hash) }
        let theirs = Dictionary(told) { first, _ in first }
        var ours: [RecordID: Digest] = [:]
        try records.held(db, where: { numbers.contains($0.bucket) }) { id, hash in ours[id] = hash }
        return (
            theirs.filter { ours[$0.key] != $0.value }.keys.sorted(),
            ours.filter { theirs[$0.key] != $0.value }.keys.sorted()
        )
    }

    private var isComparisonDue: Bool {
        identity.compared.map { ($0 - now).magnitude > Search.dayMilliseconds } ?? false
    }

    /// Writes down what the search found, for whoever asks how this replica stands.
    func conclude(_ search: Search, isEqual: Bool, _ report: inout SyncReport) {
        if search.comparisons > 0 || identity.compared == nil { identity.compared = now }
        guard !search.found.isEmpty else { return }
        let finding = Finding(at: now, records: search.found.count, isMended: isEqual)
        identity.finding = finding
        report.finding = finding
    }
}
