/// Who proposed something.
public enum Origin: String, Codable, CaseIterable, Hashable, Sendable {
    case careReview = "care-review"
    case safeguardingPanel = "safeguarding-panel"
    case cma
    case government
    case unstated

    /// The words that people read.
    public var label: String {
        switch self {
        case .careReview: "care review"
        case .safeguardingPanel: "safeguarding panel"
        case .cma: "CMA"
        case .government: "government"
        case .unstated: "not stated"
        }
    }
}
