/// What a statement rests on, so that nobody takes our reading for the government's word.
public struct Basis: Codable, Hashable, Sendable {
    public enum Kind: String, Codable, CaseIterable, Hashable, Sendable {
        /// It stands in the source.
        case stated
        /// It is a reasonable reading of the source.
        case inferred
    }

    public let kind: Kind
    /// How far the source goes, or why we read it so.
    public let note: String?
}
