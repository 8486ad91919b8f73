/// A number of something: areas, carers, hours.
public struct Count: Codable, Hashable, Sendable {
    public let what: String
    /// Nil where the source gives no number.
    public let value: Int?
    /// The last number, where `value` is the first of several.
    public let through: Int?
    /// A word that belongs before the number, such as “up to”.
    public let qualifier: String?
    public let note: String?

    /// The number as people read it: `up to 12`, `3–5`, `not stated`.
    public var text: String {
        guard let value else { return "not stated" }
        let number = through.map { "\(value)–\($0)" } ?? "\(value)"
        return qualifier.map { "\($0) \(number)" } ?? number
    }
}
