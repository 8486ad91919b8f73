/// Which changes of a record a writer, or a state, has seen: for each replica the greatest count, a version vector.
///
/// It claims every earlier dot of a replica on that record, so it may grow only where states arrive without gaps.
public struct Context: Hashable, Sendable {
    public struct Entry: Hashable, Sendable {
        public let replica: ReplicaID
        public var n: UInt64
    }

    /// One entry a replica, in order of replica, so that equal contexts have equal bytes.
    public private(set) var entries: [Entry] = []

    public init() {}

    public init(_ pairs: some Sequence<(ReplicaID, UInt64)>) {
        for (replica, n) in pairs { note(Dot(replica, n)) }
    }

    public var isEmpty: Bool { entries.isEmpty }

    /// The greatest count seen of `replica`, 0 where there is none.
    public subscript(replica: ReplicaID) -> UInt64 {
        let place = position(of: replica)
        return place < entries.count && entries[place].replica == replica ? entries[place].n : 0
    }

    public func covers(_ dot: Dot) -> Bool { dot.n <= self[dot.replica] }

    public func covers(_ other: Context) -> Bool { other.entries.allSatisfy { $0.n <= self[$0.replica] } }

    /// Takes `dot` and all before it as seen.
    public mutating func note(_ dot: Dot) {
        guard dot.n > 0 else { return }
        let place = position(of: dot.replica)
        if place < entries.count && entries[place].replica == dot.replica {
            entries[place].n = max(entries[place].n, dot.n)
        } else {
            entries.insert(Entry(replica: dot.replica, n: dot.n), at: place)
        }
    }

    public mutating func join(_ other: Context) {
        for entry in other.entries { note(Dot(entry.replica, entry.n)) }
    }

    /// This context with nothing said of `replica`.
    public func without(_ replica: ReplicaID) -> Context {
        var rest = self
        rest.entries.removeAll { $0.replica == replica }
        return rest
    }

    /// The first place whose replica is not below `replica`.
    private func position(of replica: ReplicaID) -> Int {
        var low = 0
        var high = entries.count
        while low < high {
            let middle = (low + high) / 2
            if entries[middle].replica < replica { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
