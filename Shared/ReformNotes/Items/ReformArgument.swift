/// An argument about an item, in our words, with what it answers.
public struct ReformArgument: Codable, Hashable, Sendable {
    public enum Side: String, Codable, CaseIterable, Hashable, Sendable {
        case forAbolition = "for-abolition"
        case againstAbolition = "against-abolition"
        case concession
        case alternative

        /// The words that people read, to stand after a number: “5 for abolition”.
        public var label: String { String(rawValue.map { $0 == "-" ? " " : $0 }) }
    }

    public let id: String
    public let side: Side
    /// Its place in the case that a source makes, where the source gives it one.
    public let strand: String?
    public let claim: String
    public let madeBy: [String]
    /// Ids of the arguments it rebuts.
    public let answers: [String]
    /// What was offered in support; empty where nothing was.
    public let support: [String]
    public let source: [SourceReference]
}
