/// Something that happened or is to happen, as closely dated as the source allows.
public struct DatedEvent: Codable, Hashable, Sendable {
    /// A year, a month, a day, or a year and a season: `2026`, `2023-02`, `2022-12-08`, `2023 spring`.
    public let when: String
    public let what: String
    public let basis: Basis
    /// Where it is told; nil for an event of an item, which is told where the item is.
    public let source: [SourceReference]?
}
