/// What a person or body holds, and of what: to oppose abolition is to support the decision not to abolish.
public struct Position: Codable, Hashable, Sendable {
    public enum Stance: String, Codable, CaseIterable, Hashable, Sendable {
        case supports
        case opposes
        case supportsWithCaution = "supports-with-caution"
        case critical
        case welcomesDecision = "welcomes-decision"
    }

    public enum Toward: String, Codable, CaseIterable, Hashable, Sendable {
        case recommendation
        case decision
        case role
    }

    public let who: String
    public let stance: Stance
    public let toward: Toward
    public let why: String
    public let source: [SourceReference]
}
