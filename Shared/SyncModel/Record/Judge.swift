/// What a server remembers of a dot that it has answered before. A dot is applied once, for ever.
public struct Remembered: Hashable, Sendable {
    public let hash: Digest
    /// Nil where the change was taken in.
    public let refusal: Refusal?

    public init(hash: Digest, refusal: Refusal?) {
        self.hash = hash
        self.refusal = refusal
    }
}

/// What a server makes of a pushed change.
public enum Verdict: Hashable, Sendable {
    /// This very change is known; it is not applied again.
    case duplicate
    /// The dot is known with other bytes: two lives share one replica id.
    case forked
    case refused(Refusal)
    case stampInFuture
    /// The record here lacks something that the writer had seen; nothing is stored.
    case behind
    /// Applied; the writer had seen all that the record held.
    case accepted
    /// Applied; the record held something, in whatever field, that the writer had not seen.
    case concurrent
}

/// One pushed change, and all that is needed to judge it.
public struct Judge {
    public let change: Change
    public let hash: Digest
    /// What was answered to this dot before, if anything.
    public let remembered: Remembered?
    /// Why the change cannot be taken in whatever it meets: gone, forbidden, invalid or too large.
    public let refusal: Refusal?
    /// The record's context here.
    public let context: Context
    /// What of that context came in an offered state rather than in a change of its own.
    public let offered: Context
    /// The server's clock, milliseconds since 1970.
    public let now: Int64

    public init(
        change: Change, hash: Digest, remembered: Remembered?, refusal: Refusal?, context: Context, offered: Context,
        now: Int64
    ) {
        self.change = change
        self.hash = hash
        self.remembered = remembered
        self.refusal = refusal
        self.context = context
        self.offered = offered
        self.now = now
    }

    /// The order matters: what is known is recognised before a clock is looked at, and a dot is never passed over in silence.
    public var verdict: Verdict {
        if let remembered {
            guard remembered.hash == hash else { return .forked }
            return remembered.refusal.map(Verdict.refused) ?? .duplicate
        }
        if let refusal { return .refused(refusal) }
        if change.context.covers(change.dot) {
            return .refused(Refusal(.invalid, "The change claims to have seen itself."))
        }
        if change.stamp.isInFuture(of: now) { return .stampInFuture }
        return ownEntry ?? sight
    }

    /// What the writer's own entry of the two contexts tells, if they differ.
    private var ownEntry: Verdict? {
        let writer = change.dot.replica
        let named = change.context[writer]
        let held = context[writer]
        if named > held { return .behind }
        guard held > named else { return nil }
        return offered[writer] >= change.dot.n ? .duplicate : .forked
    }

    private var sight: Verdict {
        guard context.covers(change.context) else { return .behind }
        return change.context.covers(context) ? .accepted : .concurrent
    }
}
