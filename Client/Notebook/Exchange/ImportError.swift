/// Why nothing was imported.
public struct ImportError: Error, Hashable, Sendable {
    /// From 1.
    public let line: Int
    /// What is wrong with it, and what to do, in whole sentences.
    public let reason: String
}
