/// A term of the trade; its meaning is nil where the sources take it as known.
public struct Term: Codable, Hashable, Sendable {
    public let term: String
    public let meaning: String?
}
