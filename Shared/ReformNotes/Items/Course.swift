/// What happens next with a proposal. Kept apart from the disposition, so that one filter finds every rejection and what is
/// done instead is not lost.
public enum Course: String, Codable, CaseIterable, Hashable, Sendable {
    case fund
    case pilot
    case rollOut = "roll-out"
    case consult
    case reviewAndStrengthen = "review-and-strengthen"
    case explore
    case publishStrategy = "publish-strategy"
    case nationalRules = "national-rules"
    case newRegime = "new-regime"
    case increaseRates = "increase-rates"
    case alignInspection = "align-inspection"
    case transparency
    case promoteGoodPractice = "promote-good-practice"
    case extendDuty = "extend-duty"
    case noneStated = "none-stated"

    /// The words that people read, to stand after an arrow.
    public var label: String { String(rawValue.map { $0 == "-" ? " " : $0 }) }
}
