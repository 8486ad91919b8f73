/// What an import did, or would do.
public struct ImportTally: Hashable, Sendable {
    public var added = 0
    public var changed = 0
    public var unchanged = 0
    /// Lines of an export that are no notes.
    public var skipped = 0

    public init() {}
}
