/// What the server says in a sync.
public struct SyncResponse: Hashable, Sendable {
    /// The server's clock, milliseconds since 1970.
    public var serverTime: Int64
    /// One for each change of the request, in its order.
    public var outcomes: [Outcome]
    /// One for each offer of the request, in its order.
    public var offers: [OfferOutcome]
    /// What the server holds otherwise than the request's sums say; nil where it was not asked, or does not know the question.
    public var comparison: Comparison?
    /// The records that were wanted, and those that changed after the request's cursor, whole, each at its latest sequence.
    public var records: [ToldRecord]
    /// Where reading goes on.
    public var cursor: String
    /// Whether more records changed than this page holds.
    public var more: Bool
    /// The sum of the hashes of all records of the team, as they stood when this page was read.
    public var digest: Digest

    public init(
        serverTime: Int64, outcomes: [Outcome] = [], offers: [OfferOutcome] = [],
        comparison: Comparison? = nil, records: [ToldRecord] = [], cursor: String, more: Bool, digest: Digest
    ) {
        self.serverTime = serverTime
        self.outcomes = outcomes
        self.offers = offers
        self.comparison = comparison
        self.records = records
        self.cursor = cursor
        self.more = more
        self.digest = digest
    }
}

/// The server's answer for one pushed change. All of these are foreseen; none is an error.
public enum Outcome: Hashable, Sendable {
    /// Taken in. Where the record is not told in this answer, `receipt` stands for its new state.
    case accepted(Acceptance, Receipt)
    /// Taken in, beside something its writer had not seen; the record follows in this page or a later one.
    case concurrent(Acceptance)
    /// This very change was taken in before; nil where it came in an offered state.
    case duplicate(Acceptance?)
    /// Not taken in, now or ever under this dot.
    case refused(Refusal)
    /// The stamp lies too far ahead of the server's clock; nothing was stored.
    case stampInFuture
    /// The server lacks something that the writer had seen; nothing was stored.
    case behind
    /// This dot, or a later one of its replica, was used by another life of the replica; nothing was stored.
    case forked
}

/// The server's answer for one offered state.
public enum OfferOutcome: Hashable, Sendable {
    /// Something of it was missing and is there now.
    case taken
    /// All of it was there.
    case known
    case refused(Refusal)
}
