/// Something that was found, and by whom, as far as a source reports it.
public struct Evidence: Codable, Hashable, Sendable {
    public enum Kind: String, Codable, CaseIterable, Hashable, Sendable {
        case research
        case inspectorate
        case court
        case panelReport = "panel-report"
        case marketStudy = "market-study"
        case parliamentary
        case anecdotal
        case personalExperience = "personal-experience"
    }

    public let type: Kind
    /// Nil where nobody is named.
    public let who: String?
    public let year: Int?
    public let what: String
    public let source: [SourceReference]
}
