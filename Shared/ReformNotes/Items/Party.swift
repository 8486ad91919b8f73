/// A body or a person that the sources name.
public struct Party: Codable, Hashable, Sendable {
    public let name: String
    /// The short form under which it also appears.
    public let short: String?
    public let about: String?
}
