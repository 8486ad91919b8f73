/// What the government did with a proposal; exactly one for each item and each measure.
public enum Disposition: String, Codable, CaseIterable, Hashable, Sendable {
    case accepted
    case acceptedInPart = "accepted-in-part"
    case piloted
    case toConsult = "to-consult"
    case exploring
    case rejected
    case noReference = "no-reference"
    case governmentMeasure = "government-measure"

    /// The words that people read.
    public var label: String {
        switch self {
        case .accepted: "Accepted"
        case .acceptedInPart: "Accepted in part"
        case .piloted: "Being piloted"
        case .toConsult: "To be consulted on"
        case .exploring: "Being explored"
        case .rejected: "Rejected"
        case .noReference: "Not mentioned"
        case .governmentMeasure: "Government's own measure"
        }
    }

    /// One ASCII letter for plain lists; T stands for a trial, C for a consultation.
    public var letter: Character {
        switch self {
        case .accepted: "A"
        case .acceptedInPart: "P"
        case .piloted: "T"
        case .toConsult: "C"
        case .exploring: "E"
        case .rejected: "R"
        case .noReference: "N"
        case .governmentMeasure: "G"
        }
    }

    /// The badge's shape, always shown beside the words and never instead of them.
    public var symbol: Character {
        switch self {
        case .accepted: "✔"
        case .acceptedInPart: "◐"
        case .piloted: "⚑"
        case .toConsult: "✎"
        case .exploring: "?"
        case .rejected: "✖"
        case .noReference: "–"
        case .governmentMeasure: "◆"
        }
    }
}
