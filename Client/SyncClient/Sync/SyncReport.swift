public import SyncModel

/// What a sync did, for a person to read.
public struct SyncReport: Hashable, Sendable {
    /// Records that others changed.
    public var received = 0
    /// Own changes that the server took in.
    public var sent = 0
    /// Records in which own and others' changes came together without a conflict.
    public var merged = 0
    public var refusals: [RefusedChange] = []
    /// Deletions that were not sent, for they wait for a person to say how many they are.
    public var held: HeldDeletions?
    /// Whether the team's records may only be read for now; what waits to be sent stays here.
    public var isArchived = false
    /// Changes whose stamp the server's clock corrected.
    public var restamped = 0
    /// The server's clock less this device's, milliseconds.
    public var clockOffset: Int64 = 0
    /// Whether this replica was found to be a copy and took a new id.
    public var isRenamed = false
    /// Whether the server had lost part of its past.
    public var isServerRestored = false
    /// When the backup was made that it was restored from, milliseconds since 1970; nil where that is not known.
    public var serverBackup: Int64?
    /// Own changes that it had lost, and has again.
    public var resent = 0
    /// Whether both sides hold the same, by digest; nil where the sync ended before that could be told.
    public var isInStep: Bool?
    /// What the two sides were found to hold differently; nil where nothing.
    public var finding: Finding?
    public var digest = Digest()
    /// When the sync before this one ended, by the server's clock, milliseconds since 1970.
    var newsSince: Int64?

    public init() {}
}

/// A change that the server refused.
public struct RefusedChange: Hashable, Sendable {
    public let record: RecordID
    public let refusal: Refusal
}
