/// One proposal for reform, what the government did with it, and what is known around it.
///
/// The id never changes once notes exist; the title may.
public struct ReformItem: Codable, Hashable, Sendable {
    public let id: String
    public let title: String
    /// Other names that people may type; no two items share one.
    public let aliases: [String]
    public let theme: Theme
    public let origin: Origin
    /// What was asked for; nil where the source names nobody who asked.
    public let recommendation: String?
    /// What the government said; nil where it said nothing, which is not the same as a refusal.
    public let decision: String?
    public let disposition: Disposition
    public let dispositionBasis: Basis
    public let course: [Course]
    public let money: [Money]
    public let counts: [Count]
    public let dates: [DatedEvent]
    public let bodies: [String]
    public let positions: [Position]
    public let evidence: [Evidence]
    /// Ids of arguments, which several items may share.
    public let arguments: [String]
    public let measures: [Measure]
    /// What a reader needs to know of the matter itself.
    public let facts: String?
    /// Ids of caveats, which several items may share.
    public let caveats: [String]
    public let source: [SourceReference]

    /// The part named `id`, or nil.
    public func measure(_ id: String) -> Measure? { measures.first { $0.id == id } }
}
