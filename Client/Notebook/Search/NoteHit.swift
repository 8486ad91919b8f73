/// A note that was found, and where in it.
public struct NoteHit: Hashable, Sendable {
    public let summary: NoteSummary
    /// Some words around the first that fits.
    public let excerpt: String
}
