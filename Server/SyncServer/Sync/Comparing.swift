import SyncModel

extension Comparison {
    /// How many bytes a record's entry in an answer takes beside its name.
    private static let entryBytes = 48

    /// Looks for what `store` holds of `team` otherwise than a replica with the sums `theirs` does.
    /// - Parameter limit: how many bytes of buckets are told; one is, whatever its size.
    init(of team: Team, with theirs: BucketSums, bytes limit: Int, in store: any StoreTransaction) throws {
        var ours = BucketSums()
        try store.hashes(of: team) { id, hash in ours.add(hash, of: id) }
        let differing = ours.differing(from: theirs)
        var buckets = Dictionary(uniqueKeysWithValues: differing.map { ($0, HeldBucket(number: $0)) })
        if !differing.isEmpty {
            try store.hashes(of: team) { id, hash in
                // A record that was written off counts as not there.
                guard hash != SyncModel.Digest() else { return }
                buckets[id.bucket]?.records.append(HeldRecord(id: id, hash: hash))
            }
        }
        let ordered = differing.sorted().compactMap { buckets[$0] }
        self.init(differing: differing.count, buckets: Comparison.first(of: ordered, bytes: limit))
    }

    private static func first(of buckets: [HeldBucket], bytes limit: Int) -> [HeldBucket] {
        var bytes = 0
        return Array(
            buckets.enumerated().prefix { place, bucket in
                bytes += bucket.records.reduce(entryBytes) {
                    $0 + entryBytes + $1.id.collection.utf8.count + $1.id.key.utf8.count
                }
                return place == 0 || bytes <= limit
            }.map(\.element))
    }
}

extension SyncService {
    /// Makes each team's digest the sum of what lies there. It is kept as a running sum, which does not notice a row that was
    /// lost behind its back; replicas that hold the row find the sums apart, and bring it back.
    public func reckonDigests() throws {
        for team in try store.read({ try $0.teams() }) { try reckonDigest(of: team) }
    }

    func reckonDigest(of team: Team) throws {
        guard try store.read(within: .team(team), { try $0.sum(of: team) != $0.head(of: team).digest }) else { return }
        try store.write(within: .team(team)) { try $0.correct(digest: $0.sum(of: team), of: team) }
    }

    /// Takes records out of the team's digest that are not as they were kept: what the disk has altered is told to nobody, and
    /// whoever holds it brings it back.
    func writeOff(_ records: [RecordID], of team: Team) throws {
        guard !records.isEmpty else { return }
        try store.write(within: .team(team)) { store in
            for id in records { try store.writeOff(id, of: team) }
            try store.correct(digest: store.sum(of: team), of: team)
        }
    }
}

extension RecordTable {
    /// The sum of the hashes of all records.
    func sum(of team: Team) throws -> SyncModel.Digest {
        var sum = SyncModel.Digest()
        try hashes(of: team) { _, hash in sum += hash }
        return sum
    }
}
